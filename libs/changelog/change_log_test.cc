#include "libs/changelog/change_log.h"

#include <catch2/catch.hpp>

#include "absl/strings/escaping.h"
#include "libs/crypto/digest.h"

namespace creditproof::changelog {
namespace {

TEST_CASE("A stored entry has the bytes that the format says") {
  const std::string stored =
      EncodeStored(absl::FromUnixMicros(0x0102030405060708), "id", "change");

  CHECK(absl::BytesToHexString(stored) ==
        "0102030405060708"
        "0002"
        "6964"
        "6368616e6765");
  const auto decoded = DecodeStored(stored);
  REQUIRE(decoded.ok());
  CHECK(decoded->append_time == absl::FromUnixMicros(0x0102030405060708));
  CHECK(decoded->append_id == "id");
  CHECK(decoded->change == "change");
}

TEST_CASE("A stored entry that is cut short is refused") {
  const std::string stored = EncodeStored(absl::UnixEpoch(), "id", "");
  for (std::size_t length = 0; length < stored.size(); ++length) {
    CHECK(absl::IsDataLoss(DecodeStored(stored.substr(0, length)).status()));
  }
  CHECK(DecodeStored(stored).ok());
}

TEST_CASE("The running digest starts from 32 zero bytes") {
  const std::string first = NextRunningSha256("", "one");
  CHECK(first == crypto::Sha256(std::string(32, '\0') + crypto::Sha256("one")));
  CHECK(NextRunningSha256(first, "two") ==
        crypto::Sha256(first + crypto::Sha256("two")));
}

}  // namespace
}  // namespace creditproof::changelog
