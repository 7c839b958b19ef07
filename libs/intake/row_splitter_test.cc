#include "libs/intake/row_splitter.h"

#include <catch2/catch.hpp>
#include <random>
#include <tuple>

#include "absl/strings/match.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/limits.h"

namespace creditproof::intake {
namespace {

using Found = std::tuple<std::int64_t, std::uint64_t, std::uint64_t,
                         std::string, bool, std::string>;

std::vector<Found> Split(absl::string_view file, std::mt19937* random) {
  std::vector<Found> found;
  RowSplitter splitter([&](const RawRow& row) {
    found.emplace_back(row.number, row.begin, row.end, std::string(row.bytes),
                       row.too_long, row.sha256);
  });
  while (!file.empty()) {
    const std::size_t piece =
        random == nullptr ? file.size() : 1 + (*random)() % 7;
    splitter.Feed(file.substr(0, piece));
    file.remove_prefix(std::min(piece, file.size()));
  }
  splitter.Finish();
  return found;
}

TEST_CASE("Rows are the same in pieces of any size") {
  std::mt19937 random(11);
  constexpr absl::string_view kBytes = "\"\"\",,\n\n\ra\xB0\xFF";
  for (int round = 0; round < 3000; ++round) {
    std::string file = round % 3 == 0 ? "\xEF\xBB\xBF" : "";
    for (std::size_t i = random() % 60; i > 0; --i) {
      file += kBytes[random() % kBytes.size()];
    }
    const auto whole = Split(file, nullptr);
    REQUIRE(Split(file, &random) == whole);
    for (const auto& [number, begin, end, bytes, too_long, sha] : whole) {
      REQUIRE(file.substr(begin, end - begin) == bytes);
      REQUIRE_FALSE(too_long);
    }
    const auto lines =
        static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n'));
    REQUIRE(whole.size() <= lines + 1);
  }
}

TEST_CASE("Rows around the longest allowed are cut at the same place") {
  std::mt19937 random(5);
  for (const std::size_t length :
       {kMaxRowBytes - 1, kMaxRowBytes, kMaxRowBytes + 1, kMaxRowBytes + 2,
        kMaxRowBytes + 3, 2 * kMaxRowBytes}) {
    for (const char* end : {"\n", "\r\n", ""}) {
      const std::string file = "a,b\n" + std::string(length, 'x') + end +
                               (*end == '\0' ? "" : "c,d\n");
      const auto rows = Split(file, nullptr);
      REQUIRE(rows.size() == (*end == '\0' ? 2U : 3U));
      CHECK(std::get<1>(rows[1]) == 4);
      CHECK(std::get<2>(rows[1]) == 4 + length);
      CHECK(std::get<4>(rows[1]) == (length > kMaxRowBytes));
      CHECK(std::get<3>(rows[1]).size() == std::min(length, kMaxRowBytes));
      CHECK(Split(file, &random) == rows);
      if (rows.size() == 3) CHECK(std::get<3>(rows[2]) == "c,d");
    }
  }
}

TEST_CASE("Whatever the quotes, every line is in a row") {
  // Each line starts and ends a quote, so that every start looks endless.
  std::string file = "a,b\n";
  while (file.size() < 3 * kMaxRowBytes) file += "x\",\"y\n";
  const auto rows = Split(file, nullptr);
  std::uint64_t covered = 0;
  for (const auto& row : rows) covered += std::get<2>(row) - std::get<1>(row);
  CHECK(covered + rows.size() >= file.size() - 2);
}

TEST_CASE("Cells are unquoted as RFC 4180 says") {
  CellSplitter splitter;
  splitter.Split(R"(a,"b,""c""",,"", d ,"")");
  CHECK(splitter.fault() == CellSplitter::Fault::kNone);
  CHECK(splitter.cells() ==
        std::vector<absl::string_view>{"a", "b,\"c\"", "", "", " d ", ""});
  splitter.Split("");
  CHECK(splitter.cells() == std::vector<absl::string_view>{""});
}

TEST_CASE("Quotes out of place are faults, and the cells the best guess") {
  CellSplitter splitter;
  splitter.Split("a,5\" disc,b");
  CHECK(splitter.fault() == CellSplitter::Fault::kMisplaced);
  CHECK(splitter.fault_cell() == 1);
  CHECK(splitter.cells().size() == 3);

  splitter.Split("a,\"b\"c,d");
  CHECK(splitter.fault() == CellSplitter::Fault::kMisplaced);
  CHECK(splitter.cells().size() == 3);

  splitter.Split("a,\"b,c");
  CHECK(splitter.fault() == CellSplitter::Fault::kUnclosed);
  CHECK(splitter.cells() == std::vector<absl::string_view>{"a", "b,c"});
}

}  // namespace
}  // namespace creditproof::intake
