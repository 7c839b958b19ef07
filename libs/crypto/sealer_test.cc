#include "libs/crypto/sealer.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/crypto/aead.h"
#include "libs/crypto/random.h"

namespace creditproof::crypto {
namespace {

using absl::BytesToHexString;
using absl::HexStringToBytes;

constexpr absl::string_view kContext = "91350100M000100Y43/CF_ZJHM";
constexpr absl::string_view kNumber = "350102199003077654";

std::string Repeat(absl::string_view pair) {
  std::string digits;
  for (int i = 0; i < 32; ++i) absl::StrAppend(&digits, pair);
  return digits;
}

// The nonce key 11..., then the sealing keys of `seal`.
Sealer Make(absl::string_view seal) {
  return Sealer::FromKeyFile(absl::StrCat("nonce ", Repeat("11"), "\n", seal))
      .value();
}

std::string SealLine(absl::string_view id, absl::string_view pair) {
  return absl::StrCat("seal ", id, " ", Repeat(pair), "\n");
}

// Test case 16 of the GCM submission to NIST (McGrew and Viega).
TEST_CASE("AES-256-GCM has the ciphertext and tag of its test case") {
  const std::string key = HexStringToBytes(
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const std::string nonce = HexStringToBytes("cafebabefacedbaddecaf888");
  const std::string context =
      HexStringToBytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const std::string plaintext = HexStringToBytes(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");

  const std::string sealed = Encrypt(key, nonce, context, plaintext);

  CHECK(BytesToHexString(sealed) ==
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b");
  CHECK(Decrypt(key, nonce, context, sealed) == plaintext);
}

// Computed by another implementation from the format in sealer.h.
TEST_CASE("A sealed value has the bytes that its format says") {
  const Sealer sealer = Make(SealLine("0a0b0c0d", "22"));

  CHECK(BytesToHexString(sealer.Seal(kContext, kNumber).value()) ==
        "010a0b0c0de295ff1b425895c3b6b6755d4cc6164f0ea2e5e8e70121f32b630fa787"
        "bb780084d7ff50cde978db6ce66f231ccb");
}

TEST_CASE("A sealed number opens in its context and in no other") {
  const Sealer sealer = Make(SealLine("0a0b0c0d", "22"));
  const std::string number = GENERATE("", "350102199003077654");

  const std::string sealed = sealer.Seal(kContext, number).value();

  CHECK(sealer.Open(kContext, sealed).value() == number);
  CHECK_FALSE(sealer.Open("another", sealed).ok());
  CHECK_FALSE(sealer.Open("", sealed).ok());
}

TEST_CASE("No altered bit of a sealed value opens") {
  const Sealer sealer = Make(SealLine("0a0b0c0d", "22"));
  const std::string sealed = sealer.Seal(kContext, kNumber).value();

  for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    std::string altered = sealed;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    REQUIRE(sealer.Open(kContext, altered).status().code() ==
            absl::StatusCode::kInvalidArgument);
  }
}

TEST_CASE("A sealed value that is cut or extended does not open") {
  const Sealer sealer = Make(SealLine("0a0b0c0d", "22"));
  const std::string sealed = sealer.Seal(kContext, kNumber).value();

  for (std::size_t size = 0; size < sealed.size(); ++size) {
    REQUIRE_FALSE(sealer.Open(kContext, sealed.substr(0, size)).ok());
  }
  CHECK_FALSE(sealer.Open(kContext, sealed + "x").ok());
}

TEST_CASE("Equal numbers in equal contexts are seen to be equal") {
  const Sealer sealer = Make(SealLine("0a0b0c0d", "22"));
  const auto token = [&](absl::string_view context, absl::string_view number) {
    return std::string(
        Sealer::EqualityToken(sealer.Seal(context, number).value()));
  };

  CHECK(token("a", "1") == token("a", "1"));
  const std::set<std::string> different = {token("a", "1"), token("a", "2"),
                                           token("b", "1"), token("a1", ""),
                                           token("", "a1")};
  CHECK(different.size() == 5);
}

TEST_CASE("What is malformed has no equality token") {
  const std::string sealed =
      Make(SealLine("0a0b0c0d", "22")).Seal(kContext, kNumber).value();
  CHECK(Sealer::EqualityToken(sealed).size() == 12);
  CHECK(Sealer::EqualityToken("").empty());
  CHECK(Sealer::EqualityToken(sealed.substr(0, 32)).empty());
  CHECK(Sealer::EqualityToken("\x02" + sealed.substr(1)).empty());
}

TEST_CASE("A new key in front seals, and what the old one sealed still opens") {
  const Sealer old_sealer = Make(SealLine("00000001", "22"));
  const Sealer new_sealer =
      Make(SealLine("00000002", "33") + SealLine("00000001", "22"));
  const std::string old_sealed = old_sealer.Seal(kContext, kNumber).value();
  const std::string new_sealed = new_sealer.Seal(kContext, kNumber).value();

  CHECK(old_sealed != new_sealed);
  CHECK(Sealer::EqualityToken(old_sealed) == Sealer::EqualityToken(new_sealed));
  CHECK(new_sealer.Open(kContext, old_sealed).value() == kNumber);
  CHECK(new_sealer.Open(kContext, new_sealed).value() == kNumber);
  CHECK(old_sealer.Open(kContext, new_sealed).status().message() ==
        "its key is not in the key file");
}

TEST_CASE("A generated key file seals and opens, each time with other keys") {
  const std::string file = Sealer::GenerateKeyFile().value();
  const auto sealer = Sealer::FromKeyFile(file);
  REQUIRE(sealer.ok());
  const std::string sealed = sealer->Seal(kContext, kNumber).value();
  CHECK(sealer->Open(kContext, sealed).value() == kNumber);
  CHECK(file != Sealer::GenerateKeyFile().value());
}

TEST_CASE("A bad key file is refused by line, and no key is repeated") {
  const std::string nonce = absl::StrCat("nonce ", Repeat("11"), "\n");
  const std::string seal = SealLine("0a0b0c0d", "22");
  const auto refusal = [](const std::string& text) {
    const absl::Status status = Sealer::FromKeyFile(text).status();
    CHECK(status.code() == absl::StatusCode::kInvalidArgument);
    CHECK_FALSE(absl::StrContains(status.message(), "2222"));
    return std::string(status.message());
  };

  CHECK(Sealer::FromKeyFile(seal + nonce).ok());
  CHECK(absl::StrContains(refusal(nonce + nonce + seal), "line 2"));
  CHECK(absl::StrContains(refusal(nonce + seal + seal), "line 3"));
  CHECK(absl::StrContains(refusal(nonce + "\n" + seal), "line 2"));
  CHECK(absl::StrContains(refusal(nonce + "seal 0a0b0c " + Repeat("22")),
                          "line 2"));
  CHECK(absl::StrContains(
      refusal(nonce + "seal 0a0b0c0d " + Repeat("22").substr(1)), "line 2"));
  CHECK(absl::StrContains(
      refusal(nonce + "seal 0a0b0c0d " + Repeat("22").substr(1) + "g"),
      "line 2"));
  refusal(nonce);
  refusal(seal);
  refusal("");
}

TEST_CASE("Random bytes do not repeat") {
  CHECK(RandomBytes(0).empty());
  CHECK(RandomBytes(16).size() == 16);
  CHECK(RandomBytes(16) != RandomBytes(16));
}

}  // namespace
}  // namespace creditproof::crypto
