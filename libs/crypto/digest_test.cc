#include "libs/crypto/digest.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"

namespace creditproof::crypto {
namespace {

using absl::BytesToHexString;

// FIPS 180-4, examples.
TEST_CASE("SHA-256 has the digests of its standard") {
  CHECK(BytesToHexString(Sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(BytesToHexString(Sha256("")) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(BytesToHexString(Sha256(
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(BytesToHexString(Sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// GB/T 32905-2016, annex A.
TEST_CASE("SM3 has the digests of its standard") {
  CHECK(BytesToHexString(Digest(Hash::kSm3, "abc")) ==
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  const std::string abcd = "abcdabcdabcdabcdabcdabcdabcdabcd";
  DigestStream stream(Hash::kSm3);
  stream.Update(abcd);
  stream.Update(abcd);
  CHECK(BytesToHexString(stream.Finish()) ==
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// RFC 4231, cases 1, 2, 3 and 6.
TEST_CASE("HMAC-SHA-256 has the codes of RFC 4231") {
  CHECK(BytesToHexString(HmacSha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(BytesToHexString(HmacSha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(BytesToHexString(
            HmacSha256(std::string(20, '\xaa'), std::string(50, '\xdd'))) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(BytesToHexString(HmacSha256(
            std::string(131, '\xaa'),
            "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC takes an empty key and an empty message") {
  CHECK(BytesToHexString(HmacSha256("", "")) ==
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("A stream's digest is that of its pieces together") {
  Sha256Stream stream;
  stream.Update("a");
  stream.Update("");
  stream.Update("bc");
  CHECK(stream.Finish() == Sha256("abc"));
}

TEST_CASE("A copied stream goes its own way from where it was copied") {
  Sha256Stream prefix;
  prefix.Update("pre");
  Sha256Stream copy(prefix);
  Sha256Stream assigned;
  assigned.Update("other");
  assigned = prefix;

  copy.Update("fix");
  assigned.Update("lude");
  prefix.Update("sent");

  CHECK(copy.Finish() == Sha256("prefix"));
  CHECK(assigned.Finish() == Sha256("prelude"));
  CHECK(prefix.Finish() == Sha256("present"));
}

TEST_CASE("Threads digest independently") {
  std::vector<int> right(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&right, i] {
      const std::string text(i * 100, static_cast<char>('a' + i));
      const std::string expected = Sha256(text);
      for (int j = 0; j < 1000; ++j) right[i] += Sha256(text) == expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 1000));
}

}  // namespace
}  // namespace creditproof::crypto
