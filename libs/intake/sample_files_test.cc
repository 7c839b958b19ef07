// The files in deploy/local/sample read as their README.md says.
#include <catch2/catch.hpp>
#include <random>

#include "libs/base/files.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

constexpr const char* kFiles[] = {"registry.csv", "penalties.csv",
                                  "dishonesty.csv", "defaulters.csv"};

std::string Sample(const std::string& name) {
  return base::ReadFile(CREDITPROOF_SAMPLE_FOLDER "/" + name).value();
}

// What is odd about a row: what became of it and the rules it breaks.
enum class Fate { kGood, kDoubt, kRejected, kExcluded };
struct Odd {
  Fate fate;
  std::vector<RowRule> rules;
  bool operator==(const Odd&) const = default;
};

Fate FateOf(const Row& row) {
  if (row.excluded) return Fate::kExcluded;
  if (row.rejected) return Fate::kRejected;
  return row.naming == Naming::kCode ? Fate::kGood : Fate::kDoubt;
}

std::map<std::int64_t, Odd> OddRows(const std::vector<Row>& rows) {
  std::map<std::int64_t, Odd> odd;
  for (const Row& row : rows) {
    if (FateOf(row) == Fate::kGood && row.notes.empty()) continue;
    odd[row.number] = {FateOf(row), Rules(row)};
  }
  return odd;
}

TEST_CASE("The sample registry is sound and holds every kind of operator") {
  const auto rows = ReadRows(Sample("registry.csv"));
  CHECK(rows.size() == 200);
  CHECK(OddRows(rows).empty());
  std::set<int> kinds;
  std::set<std::string> prefectures;
  std::map<std::string, int> names;
  for (const Row& row : rows) {
    kinds.insert(row.registration->operator_kind());
    prefectures.insert(row.registration->region_code().substr(0, 4));
    ++names[row.name];
  }
  CHECK(kinds == std::set<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(prefectures.size() == 13);
  CHECK(names["老地方示例小吃店"] == 3);
  CHECK(names["哈尔滨𠮷祥示例餐饮管理有限公司"] == 1);
  CHECK(rows[0].credit_code == "91230103TE00000103");
}

TEST_CASE("The sample penalties are judged as their table says") {
  const auto rows = ReadRows(Sample("penalties.csv"));
  REQUIRE(rows.size() == 41);
  using R = ingestion::v1::RowRule;
  const std::map<std::int64_t, Odd> expected = {
      {7, {Fate::kDoubt, {R::ROW_RULE_CODE_CHECK}}},
      {9, {Fate::kDoubt, {R::ROW_RULE_CODE_ABSENT}}},
      {10, {Fate::kExcluded, {R::ROW_RULE_CLASSIFIED}}},
      {11, {Fate::kExcluded, {R::ROW_RULE_NATURAL_PERSON}}},
      {16, {Fate::kGood, {R::ROW_RULE_FOLDED}}},
      {17, {Fate::kGood, {R::ROW_RULE_FOLDED}}},
      {18, {Fate::kRejected, {R::ROW_RULE_DATE}}},
      {19, {Fate::kRejected, {R::ROW_RULE_AMOUNT}}},
      {23, {Fate::kRejected, {R::ROW_RULE_MISSING_VALUE}}},
      {24, {Fate::kRejected, {R::ROW_RULE_AREA_ABSENT}}},
      {25, {Fate::kDoubt, {R::ROW_RULE_CODE_ABSENT}}},
      {28, {Fate::kRejected, {R::ROW_RULE_DATE}}},
      {29, {Fate::kRejected, {R::ROW_RULE_VALUE}}},
      {41, {Fate::kRejected, {R::ROW_RULE_ENCODING}}},
  };
  CHECK((OddRows(rows) == expected));
  CHECK(rows[0].credit_code == "91230199TE00000292");
  CHECK(rows[12].update == Update::kWithdraw);
  CHECK(rows[14].update == Update::kRepair);
  CHECK(rows[20].name == "牡丹江㐂来示例商贸有限公司");
  CHECK(rows[7].record->SerializeAsString() ==
        rows[1].record->SerializeAsString());
}

TEST_CASE("The sample lists are judged as their table says") {
  using R = ingestion::v1::RowRule;
  const auto rows = ReadRows(Sample("dishonesty.csv"));
  CHECK(rows.size() == 8);
  CHECK((OddRows(rows) == std::map<std::int64_t, Odd>{
                              {5, {Fate::kDoubt, {R::ROW_RULE_CODE_ABSENT}}},
                              {6, {Fate::kRejected, {R::ROW_RULE_DATE_ORDER}}},
                              {7, {Fate::kRejected, {R::ROW_RULE_DATE}}}}));
}

TEST_CASE("The sample defaulters are judged as their table says") {
  using R = ingestion::v1::RowRule;
  const auto rows = ReadRows(Sample("defaulters.csv"));
  CHECK(rows.size() == 7);
  CHECK((OddRows(rows) ==
         std::map<std::int64_t, Odd>{
             {3, {Fate::kDoubt, {R::ROW_RULE_CODE_MALFORMED}}},
             {4, {Fate::kExcluded, {R::ROW_RULE_NATURAL_PERSON}}},
             {5, {Fate::kDoubt, {R::ROW_RULE_CODE_MALFORMED}}},
             {7, {Fate::kRejected, {R::ROW_RULE_DATE_ORDER}}}}));
}

// Everything that a row says, for comparison.
std::string Told(const std::vector<Row>& rows) {
  std::string told;
  for (const Row& row : rows) {
    told += std::to_string(row.number) + row.raw_sha256 + row.name +
            row.credit_code + row.organisation_code;
    for (const RowNote& note : row.notes) told += note.SerializeAsString();
    if (row.record) told += row.record->SerializeAsString();
    if (row.registration) told += row.registration->SerializeAsString();
  }
  return told;
}

TEST_CASE("Files read the same in pieces of any size") {
  for (const char* name : kFiles) {
    const std::string file = Sample(name);
    const std::string whole = Told(ReadRows(file, AllAreasExpected(), 1 << 20));
    for (const std::size_t piece : {1, 2, 3, 7, 64, 4095}) {
      CHECK(Told(ReadRows(file, AllAreasExpected(), piece)) == whole);
    }
  }
}

// Reads what may be no file at all. Says how many rows came out.
std::size_t TryToRead(absl::string_view file, std::size_t piece) {
  std::size_t rows = 0;
  std::int64_t last = 0;
  FileReader reader(AllAreasExpected(), [&](const Row& row) {
    ++rows;
    REQUIRE(row.number > last);
    last = row.number;
    if (row.excluded) REQUIRE(row.raw_sha256.empty());
    if (!row.excluded && !row.rejected) {
      REQUIRE(row.record.has_value() != row.registration.has_value());
    }
  });
  for (std::size_t at = 0; at < file.size(); at += piece) {
    if (!reader.Feed(file.substr(at, piece)).ok()) return rows;
  }
  (void)reader.Finish();
  return rows;
}

TEST_CASE(
    "No damage to a file crashes the reader or makes rows out of nothing") {
  std::mt19937 random(20260301);
  for (const char* name : kFiles) {
    const std::string sound = Sample(name).substr(0, 12'000);
    for (int round = 0; round < 150; ++round) {
      std::string file = sound;
      for (std::size_t i = 1 + random() % 8; i > 0; --i) {
        const std::size_t at = random() % file.size();
        switch (random() % 4) {
          case 0:
            file[at] = static_cast<char>(random());
            break;
          case 1:
            file.erase(at, random() % 50);
            break;
          case 2:
            file.insert(at, 1 + random() % 3, "\",\n\r"[random() % 4]);
            break;
          default:
            file.insert(at, file.substr(random() % file.size(), 200));
        }
      }
      const auto lines =
          static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n'));
      REQUIRE(TryToRead(file, 1 + random() % 5000) <= lines + 1);
    }
  }
}

TEST_CASE("Random bytes crash nothing") {
  std::mt19937 random(1);
  const std::string header = Sample("penalties.csv").substr(0, 600);
  for (int round = 0; round < 300; ++round) {
    std::string file = round % 2 == 0 ? header : "";
    for (std::size_t i = random() % 2000; i > 0; --i) {
      file += static_cast<char>(random());
    }
    TryToRead(file, 1 + random() % 100);
  }
}

}  // namespace
}  // namespace creditproof::intake
