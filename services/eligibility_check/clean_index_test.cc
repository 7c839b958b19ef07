#include "services/eligibility_check/clean_index.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"

namespace creditproof::eligibility_check {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::uint32_t kPartition = 3;

StoredStanding Clean(std::uint64_t position = 1) {
  StoredStanding stored;
  stored.changed_position = position;
  stored.standing.registered = true;
  stored.standing.operator_kind = record::v1::OPERATOR_KIND_COMPANY;
  stored.standing.status = record::v1::REGISTRATION_STATUS_ACTIVE;
  stored.standing.region = 230103;
  stored.standing.founded = absl::CivilDay(2015, 6, 1);
  return stored;
}

// Of the shape of a code; check characters are of no account here.
std::string Shaped(int number) {
  return absl::StrFormat("91230103MA%08d", number);
}

bool Same(const std::optional<StoredStanding>& found,
          const StoredStanding& stored) {
  return found.has_value() && found->standing == stored.standing &&
         found->changed_position == stored.changed_position;
}

TEST_CASE("Codes that differ in one character are told apart") {
  const std::string code = "91230103MA0123456X";
  std::vector<std::string> codes = {code};
  for (std::size_t place = 0; place < code.size(); ++place) {
    for (const char c : kAlphabet) {
      if (c == code[place] || (place >= 2 && place < 8 && !isdigit(c))) {
        continue;
      }
      codes.push_back(code);
      codes.back()[place] = c;
    }
  }
  std::set<std::pair<std::uint64_t, std::uint16_t>> keys;
  for (const std::string& each : codes) {
    const auto key = PackCode(each);
    REQUIRE(key.has_value());
    keys.emplace(key->high, key->low);
  }
  CHECK(keys.size() == codes.size());

  CleanIndex index;
  index.Put(code, kPartition, Clean());
  for (const std::string& each : codes) {
    CHECK(index.Find(each).has_value() == (each == code));
  }
}

TEST_CASE("Codes that follow one another are spread evenly over the tables") {
  constexpr std::uint32_t kCodes = 1'000'000;
  constexpr double kTables = 1 << CleanTable::kBitsSpent;
  std::vector<std::uint32_t> counts(1 << CleanTable::kBitsSpent);
  for (std::uint32_t number = 0; number < kCodes; ++number) {
    const std::string code =
        absl::StrFormat("9123%04dMA%08d", number % 40, number);
    ++counts[PackCode(code)->high >> (64 - CleanTable::kBitsSpent)];
  }
  // Dice would do so but once in a million times.
  const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
  CHECK(*least > kCodes / kTables - 7 * std::sqrt(kCodes / kTables));
  CHECK(*most < kCodes / kTables + 7 * std::sqrt(kCodes / kTables));
}

TEST_CASE("The first and the last codes of the shape fit") {
  CleanIndex index;
  for (const std::string& code :
       {std::string(18, '0'), "YY999999" + std::string(10, 'Y')}) {
    index.Put(code, kPartition, Clean(7));
    CHECK(Same(index.Find(code), Clean(7)));
  }
}

TEST_CASE("What has not the shape of a code stays out") {
  CleanIndex index;
  for (const std::string code :
       {"9123010AMA0123456X", "91230103MA0123456I", "I1230103MA0123456X",
        "91230103MA0123456", "91230103MA0123456XX", "91230103ma0123456X",
        "9123010/MA0123456X", "9123010:MA0123456X", "91230103MA012345\xe4\xb8",
        ""}) {
    index.Put(code, kPartition, Clean());
    CHECK_FALSE(index.Find(code).has_value());
    CHECK_FALSE(PackCode(code).has_value());
  }
  CHECK(index.MeasureSize().subjects == 0);
}

TEST_CASE("Only what nothing but its class stands in the way of is in") {
  CleanIndex index;
  const std::string code = Shaped(1);
  const auto holds = [&](const StoredStanding& stored) {
    index.Put(code, kPartition, Clean());
    index.Put(code, kPartition, stored);
    return index.Find(code).has_value();
  };
  StoredStanding stored = Clean();
  CHECK(holds(stored));
  SECTION("barred") {
    stored.standing.barred_until = absl::CivilDay(2020, 1, 1);
  }
  SECTION("not registered") { stored.standing.registered = false; }
  SECTION("held") { stored.standing.open_holds = 1; }
  SECTION("mismatched") { stored.standing.open_mismatches = 1; }
  SECTION("recorded") { stored.standing.records.emplace_back(); }
  SECTION("founded too early") {
    stored.standing.founded = absl::CivilDay(1899, 12, 31);
  }
  SECTION("founded too late") {
    stored.standing.founded = absl::CivilDay(2079, 6, 6);
  }
  SECTION("changed nowhere") { stored.changed_position = 0; }
  SECTION("changed too late") { stored.changed_position = 1ULL << 40; }
  CHECK_FALSE(holds(stored));
}

TEST_CASE("All of a standing comes back") {
  CleanIndex index;
  StoredStanding stored = Clean((1ULL << 40) - 1);
  SECTION("as it is") {}
  SECTION("founded on an unknown day") {
    stored.standing.founded = absl::CivilDay::min();
  }
  SECTION("founded on the first day") {
    stored.standing.founded = absl::CivilDay(1900, 1, 1);
  }
  SECTION("founded on the last day") {
    stored.standing.founded = absl::CivilDay(2079, 6, 5);
  }
  SECTION("of any region") { stored.standing.region = 0xffffffff; }
  SECTION("deregistered") {
    stored.standing.status = record::v1::REGISTRATION_STATUS_DEREGISTERED;
  }
  index.Put(Shaped(1), kPartition, stored);

  CHECK(Same(index.Find(Shaped(1)), stored));
  std::array<CleanIndex::Found, 1> found;
  index.FindAll(Shaped(1), absl::MakeSpan(found));
  REQUIRE(found[0].changed_position == stored.changed_position);
  const SubjectClass its_class = index.ClassOf(found[0].class_id);
  CHECK(its_class.partition == kPartition);
  CHECK(its_class.region == stored.standing.region);
  CHECK(its_class.status == stored.standing.status);
}

TEST_CASE("Whatever comes and goes, the index is what a map would be") {
  std::mt19937 dice(11);
  CleanTable table;
  std::map<int, std::uint64_t> model;
  // Few homes and much coming and going: long runs, broken anywhere.
  const int subjects = GENERATE(40, 700);
  for (std::uint64_t step = 1; step < 60'000; ++step) {
    const int number = static_cast<int>(dice() % subjects);
    const PackedCode code = PackCode(Shaped(number)).value();
    if (dice() % 5 < (step / 5000 % 2 == 0 ? 3U : 2U)) {
      table.Put(
          code,
          {step, static_cast<std::uint32_t>(step * 17 % CleanEntry::kMostClass),
           static_cast<std::uint16_t>(step % 1000)});
      model[number] = step;
    } else {
      table.Erase(code);
      model.erase(number);
    }
    const int asked = static_cast<int>(dice() % subjects);
    const auto found = table.Find(PackCode(Shaped(asked)).value());
    REQUIRE(found.has_value() == model.contains(asked));
    if (found.has_value()) {
      REQUIRE(found->changed_position == model[asked]);
      REQUIRE(found->founded == model[asked] % 1000);
      REQUIRE(found->class_id == model[asked] * 17 % CleanEntry::kMostClass);
    }
    REQUIRE(table.size() == model.size());
  }
  for (int number = 0; number < subjects; ++number) {
    REQUIRE(table.Find(PackCode(Shaped(number)).value()).has_value() ==
            model.contains(number));
  }
}

TEST_CASE("Keys that differ in their last bits only are two") {
  CleanTable table;
  const PackedCode one{0x0123456789abcdef, 1};
  const PackedCode other{0x0123456789abcdef, 2};
  table.Put(one, {7, 5, 9});
  CHECK_FALSE(table.Find(other).has_value());

  table.Put(other, {8, 5, 9});
  CHECK(table.size() == 2);
  table.Erase(one);
  REQUIRE(table.Find(other).has_value());
  CHECK(table.Find(other)->changed_position == 8);
}

TEST_CASE("A subject takes less than 32 bytes at any size") {
  CleanIndex index;
  for (int number = 0; number < 1'000'000; ++number) {
    index.Put(Shaped(number), kPartition, Clean());
    if (number >= 20'000 && number % 10'000 == 0) {
      const CleanIndex::Size size = index.MeasureSize();
      REQUIRE(double(size.bytes) / double(size.subjects) < 32);
    }
  }
  const CleanIndex::Size size = index.MeasureSize();
  CHECK(size.subjects == 1'000'000);
  INFO(double(size.bytes) / double(size.subjects) << " bytes a subject");
}

// Puts 400 subjects again and again. A position says of what class the subject
// is: a torn entry would not fit.
void PutForAWhile(const std::vector<std::string>& codes, std::uint64_t rounds,
                  CleanIndex& index) {
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    for (std::size_t number = 0; number < codes.size(); ++number) {
      StoredStanding stored = Clean(round);
      stored.standing.region = static_cast<std::uint32_t>(230000 + round % 7);
      if (round < rounds && (round + number) % 11 == 0) {
        stored.standing.barred_until = absl::CivilDay::max();
      }
      index.Put(codes[number], kPartition, stored);
    }
  }
}

TEST_CASE("Readers see each subject as it was put, whoever writes meanwhile") {
  constexpr std::uint64_t kRounds = 300;
  CleanIndex index;
  std::vector<std::string> codes;
  std::string all;
  for (int number = 0; number < 400; ++number) {
    codes.push_back(Shaped(number));
    all += codes.back();
  }
  std::atomic<int> torn = 0;
  const auto read = [&] {
    std::vector<CleanIndex::Found> found(codes.size());
    for (std::uint64_t newest = 0; newest < kRounds;) {
      index.FindAll(all, absl::MakeSpan(found));
      for (const CleanIndex::Found& each : found) {
        if (each.class_id == CleanIndex::Found::kNowhere) continue;
        newest = std::max(newest, each.changed_position);
        const std::uint64_t region = index.ClassOf(each.class_id).region;
        if (region != 230000 + each.changed_position % 7) ++torn;
      }
    }
  };
  {
    // Several: each has another lock.
    const std::array<std::jthread, 3> readers = {
        std::jthread(read), std::jthread(read), std::jthread(read)};
    PutForAWhile(codes, kRounds, index);
  }
  CHECK(torn == 0);
}

}  // namespace
}  // namespace creditproof::eligibility_check
