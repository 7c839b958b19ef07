#include "libs/status_list/status_list.h"

#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "libs/base/files.h"

namespace creditproof::status_list {
namespace {

constexpr absl::Time kMade = absl::FromUnixSeconds(1'795'000'000);

crypto::SigningKey NewKey() {
  return *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
}

const crypto::SigningKey& Key() {
  static const auto& key = *new crypto::SigningKey(NewKey());
  return key;
}

StatusList Empty() {
  StatusList list;
  list.made = kMade;
  list.next_update = kMade + absl::Hours(1);
  list.end = kMade + absl::Hours(24);
  list.partition_count = 16;
  return list;
}

// Three reports in partition 2, of which the last does not stand.
StatusList Small() {
  StatusList list = Empty();
  list.keys = {
      {std::string(32, 'k'), keys::State::kActive},
      {std::string(32, 'l'), keys::State::kCompromised, kMade - absl::Hours(9)},
  };
  list.sections[2].Set(0, false);
  list.sections[2].Set(2, true);
  list.sections[7] = {};
  return list;
}

absl::StatusOr<std::vector<StatusList>> Read(absl::string_view bytes) {
  return ReadStatusLists(bytes, {Key().verifying_key()});
}

TEST_CASE("Whatever bits a list has, it is read as it was signed") {
  std::mt19937 dice(7);
  const auto below = [&](std::uint32_t bound) {
    return static_cast<std::uint32_t>(dice() % bound);
  };
  for (int round = 0; round < 200; ++round) {
    StatusList list = Empty();
    list.partition_count = 1U << below(11);
    for (std::uint32_t section = below(5); section > 0; --section) {
      Bits& bits = list.sections[below(list.partition_count)];
      std::map<std::uint32_t, bool> model;
      for (std::uint32_t report = below(300); report > 0; --report) {
        const std::uint32_t i = below(2000);
        if (model.contains(i)) continue;  // each report is there once
        bits.Set(i, model[i] = below(2) == 0);
      }
      if (model.empty()) continue;
      REQUIRE(bits.size() >= model.rbegin()->first + 1);
      for (const auto& [i, value] : model) {
        if (value) REQUIRE(bits[i]);
      }
    }
    for (std::uint32_t key = below(4); key > 0; --key) {
      list.keys.push_back({std::string(32, static_cast<char>(below(256))),
                           static_cast<keys::State>(below(4))});
    }

    const auto read = Read(*SignStatusList(list, Key()));

    REQUIRE(read.ok());
    REQUIRE(*read == std::vector{list});
  }
}

TEST_CASE("A bit is where the format says") {
  Bits bits;
  bits.Set(0, true);
  bits.Set(10, true);
  bits.Set(12, false);
  CHECK(bits.bytes() == "\x01\x04");
  CHECK(bits.size() == 13);
  CHECK(bits[10]);
  CHECK_FALSE(bits[12]);
}

TEST_CASE("A list that others made is read") {
  const std::string folder = CREDITPROOF_VECTORS "/status_list/";
  const std::string hex = *base::ReadFile(folder + "small.hex");
  const auto key = *crypto::VerifyingKey::FromPem(
      *base::ReadFile(folder + "public-key.pem"));

  const auto read = ReadStatusLists(
      absl::HexStringToBytes(absl::StripTrailingAsciiWhitespace(hex)), {key});

  REQUIRE(read.ok());
  StatusList list = Empty();
  list.keys = {{std::string(32, 0x11), keys::State::kActive},
               {std::string(32, 0x22), keys::State::kCompromised,
                absl::FromUnixSeconds(1'794'990'000)}};
  list.sections[2].Set(0, true);
  list.sections[2].Set(10, true);
  list.sections[2].Set(12, false);
  list.sections[7] = {};
  CHECK(*read == std::vector{list});
}

TEST_CASE("A million reports take 125 KB") {
  StatusList list = Empty();
  for (std::uint32_t index = 0; index < 1'000'000; ++index) {
    list.sections[index % 16].Set(index / 16, index % 1000 == 0);
  }
  const auto bytes = SignStatusList(list, Key());
  REQUIRE(bytes.ok());
  CHECK(bytes->size() == 27 + 16 * (6 + 7'813) + 64);
  CHECK(*Read(*bytes) == std::vector{list});
}

TEST_CASE("No changed byte, lost or added one of a list passes") {
  const std::string bytes = *SignStatusList(Small(), Key());
  REQUIRE(Read(bytes).ok());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      INFO("bit " << bit << " of byte " << i);
      REQUIRE_FALSE(Read(changed).ok());
    }
    REQUIRE_FALSE(Read(bytes.substr(0, i)).ok());
    REQUIRE_FALSE(Read(std::string(bytes).insert(i, 1, bytes[i])).ok());
  }
  CHECK_FALSE(Read(bytes + '\0').ok());
}

TEST_CASE("Another's list is refused, and its key is named") {
  const auto refused = Read(*SignStatusList(Small(), NewKey()));
  CHECK(refused.status().code() == absl::StatusCode::kNotFound);
  CHECK(absl::StrContains(refused.status().message(), "has the id"));
}

TEST_CASE("Lists of several instances follow one another") {
  StatusList other = Empty();
  other.sections[3].Set(5, true);
  const std::string bytes =
      *SignStatusList(Small(), Key()) + *SignStatusList(other, Key());
  CHECK(*Read(bytes) == std::vector{Small(), other});
  CHECK_FALSE(Read(bytes.substr(1)).ok());
}

TEST_CASE("What does not fit is not signed") {
  StatusList list = Small();
  SECTION("a partition beyond the last") { list.sections[16].Set(0, true); }
  SECTION("parts of a second") { list.made += absl::Milliseconds(1); }
  SECTION("half a fingerprint") { list.keys[0].fingerprint.resize(16); }
  CHECK_FALSE(SignStatusList(list, Key()).ok());
}

}  // namespace
}  // namespace creditproof::status_list
