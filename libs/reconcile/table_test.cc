#include "libs/reconcile/table.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/reconcile/parts.h"

namespace creditproof::reconcile {
namespace {

std::string Key(char last) { return std::string(kKeyLength - 1, '0') + last; }
std::string Content(char byte) { return std::string(32, byte); }

TEST_CASE("A key begins with the day, or with zeros") {
  const std::string id(32, 'a');
  CHECK(RecordKey("2024-03-04", id) == "20240304" + id);
  CHECK(RecordKey("", id) == "00000000" + id);
  CHECK(RecordKey("2024-13-01", id) == "00000000" + id);
  CHECK(RecordIdOf(RecordKey("2024-03-04", id)) == id);
  CHECK(RegistrationKey("91230103TE00000103").size() == kKeyLength);
  CHECK(IsKeyPrefix("2024"));
  CHECK_FALSE(IsKeyPrefix("2024-"));
  CHECK_FALSE(IsKeyPrefix(std::string(kKeyLength + 1, '0')));
}

TEST_CASE("Of rows with one key the last has the word") {
  Table table;
  table.Add(Key('2'), Content('b'), 1);
  table.Add(Key('1'), Content('a'), 2);
  table.Add(Key('2'), Content('c'), 3);
  CHECK(table.Settle() == 1);

  REQUIRE(table.rows().size() == 2);
  CHECK(table.rows()[0].key() == Key('1'));
  CHECK(table.rows()[1].sha256() == Content('c'));
  CHECK(table.rows()[1].number == 3);
}

TEST_CASE(
    "Of rows with one record id the last has the word, whatever its day") {
  const std::string id(32, 'a');
  Table table;
  table.Add("20240304" + id, Content('a'), 1);
  table.Add("20240201" + id, Content('b'), 2);
  SECTION("as content") {
    CHECK(table.Settle() == 1);
    REQUIRE(table.rows().size() == 1);
    CHECK(table.rows()[0].key() == "20240201" + id);
    CHECK(table.rows()[0].number == 2);
  }
  SECTION("as a withdrawal") {
    table.Add("20240305" + id, Content('c'), 3, Says::kEnded);
    CHECK(table.Settle() == 3);
    CHECK(table.rows().empty());
  }
  SECTION("among others, ordered by day") {
    const std::string other(32, 'b');
    table.Add("20230101" + other, Content('d'), 3);
    CHECK(table.Settle() == 1);
    REQUIRE(table.rows().size() == 2);
    CHECK(table.rows()[0].key() == "20230101" + other);
  }
}

TEST_CASE("What is withdrawn further down does not stand") {
  Table table;
  table.Add(Key('1'), Content('a'), 1);
  table.Add(Key('1'), Content('b'), 2, Says::kEnded);
  table.Add(Key('2'), Content('a'), 3, Says::kEnded);
  table.Add(Key('2'), Content('b'), 4);
  CHECK(table.Settle() == 3);

  REQUIRE(table.rows().size() == 1);
  CHECK(table.rows()[0].number == 4);
}

TEST_CASE("A repair leaves the content as another row has it") {
  Table table;
  table.Add(Key('1'), Content('a'), 1);
  table.Add(Key('1'), Content('b'), 2, Says::kRepaired);
  table.Add(Key('2'), Content('c'), 3, Says::kRepaired);
  table.Settle();

  REQUIRE(table.rows().size() == 2);
  CHECK(table.rows()[0].sha256() == Content('a'));
  CHECK(table.rows()[1].sha256() == Content('c'));
}

TEST_CASE("Rows are found by how their keys begin") {
  Table table;
  table.Add("20240304" + std::string(32, 'a'), Content('a'), 1);
  table.Add("20240305" + std::string(32, 'b'), Content('a'), 2);
  table.Add("20250304" + std::string(32, 'c'), Content('a'), 3);
  table.Settle();
  CHECK(table.Within("").size() == 3);
  CHECK(table.Within("2024").size() == 2);
  CHECK(table.Within("20240305").size() == 1);
  CHECK(table.Within("2023").empty());
  CHECK(table.Within("2026").empty());
}

TEST_CASE("A part's digest depends on which row has which content") {
  const auto digest = [](char first, char second) {
    std::string sha256;
    PartBuilder parts(0, [&](const Part& part) { sha256 = part.sha256; });
    parts.Add(Key('1'), Content(first));
    parts.Add(Key('2'), Content(second));
    parts.Finish();
    return sha256;
  };
  CHECK(digest('a', 'b') == digest('a', 'b'));
  CHECK(digest('a', 'b') != digest('b', 'a'));
  CHECK(digest('a', 'a') != digest('b', 'b'));
}

}  // namespace
}  // namespace creditproof::reconcile
