#include "tools/creditproof/snapshot_name.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"

namespace creditproof::tool {
namespace {

TEST_CASE("The name of a dropped snapshot says its day and number of rows") {
  const auto [name, rows] = GENERATE(table<const char*, int>({
      {"名单.20260630.18204.csv", 18204},
      {"20260630.7", 7},
      {"a.b.20260630.csv", 0},
      {"a.20260630.18204.20260921T221320.csv", 18204},
  }));
  CAPTURE(name);
  const auto snapshot = SnapshotOfName(name);
  REQUIRE(snapshot.ok());
  CHECK(snapshot->as_of_date() == "2026-06-30");
  CHECK(snapshot->row_count() == rows);
}

TEST_CASE("A dropped snapshot whose name says no day is refused") {
  const char* const name =
      GENERATE("名单.csv", "a.20260631.csv", "a-20260630.csv", "");
  CHECK(base::ReasonOf(SnapshotOfName(name).status()) ==
        base::Reason::REASON_FILE_UNREADABLE);
}

}  // namespace
}  // namespace creditproof::tool
