#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/error.h"
#include "services/ingestion/reconciliation_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using reconcile::Kind;
using Stub = Reconciled::Stub;

// `many` share one day; the others lie anywhere in three years.
Rows RandomTable(int rows, int many, std::mt19937& random) {
  Rows table;
  for (int n = 0; n < rows; ++n) {
    const std::string date =
        n < many
            ? "2023-05-06"
            : absl::StrFormat("%d-%02d-%02d", 2022 + int(random() % 3),
                              1 + int(random() % 12), 1 + int(random() % 28));
    table[absl::StrCat(n, "号")] = Cells(n, date);
  }
  return table;
}

TEST_CASE("The differences found are the differences there are") {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    Reconciled reconciled;
    Rows platform = RandomTable(300, round % 2 == 0 ? 150 : 0, random);
    reconciled.Deliver(platform);
    Rows own = platform;
    std::map<Kind, int> expected;
    for (auto row = own.begin(); row != own.end();) {
      switch (random() % 30) {
        case 0:
          row = own.erase(row);
          ++expected[Kind::kMissingAtSource];
          continue;
        case 1:
          row->second.content = absl::StrCat("没收", round);
          ++expected[Kind::kDifferent];
          break;
        case 2:  // another day: missing under the one, too much under the other
          row->second.date = "2021-02-03";
          ++expected[Kind::kMissingAtSource];
          ++expected[Kind::kMissingOnPlatform];
          break;
      }
      ++row;
    }
    for (int n = 1000; n < 1000 + int(random() % 10); ++n) {
      own[absl::StrCat(n, "号")] = Cells(n, "2023-05-06");
      ++expected[Kind::kMissingOnPlatform];
    }

    const reconcile::SourceTable source = reconciled.Read(own);
    const reconcile::Comparison comparison = reconciled.Compare(source);
    std::map<Kind, int> found;
    for (const auto& difference : comparison.differences) {
      ++found[difference.kind];
    }
    CHECK(comparison.all);
    CHECK(found == expected);

    const auto statement = reconciled.Reconcile(own);
    CHECK(statement.opened() ==
          static_cast<int>(comparison.differences.size()));
    CHECK(statement.source_rows() == static_cast<int>(own.size()));
    CHECK(statement.platform_rows() == static_cast<int>(platform.size()));
    CHECK(statement.different() == expected[Kind::kDifferent]);
    CHECK(reconciled.OpenMismatches().size() == comparison.differences.size());

    // The same again opens nothing twice.
    CHECK(reconciled.Reconcile(own).opened() == 0);
    const auto equal = reconciled.Reconcile(platform);
    CHECK(equal.differing_keys().empty());
    CHECK(equal.closed() == static_cast<int>(comparison.differences.size()));
    CHECK(equal.source_sha256() == equal.platform_sha256());
    CHECK(reconciled.OpenMismatches().empty());

    // What was closed opens again.
    CHECK(reconciled.Reconcile(own).opened() == statement.opened());
    CHECK(reconciled.OpenMismatches().size() == comparison.differences.size());
  }
}

TEST_CASE(
    "What passes the wire grows with the differences, not with the rows") {
  std::mt19937 random(12);
  Reconciled reconciled;
  Rows own = RandomTable(4000, 3000, random);
  reconciled.Deliver(own);
  const reconcile::SourceTable equal = reconciled.Read(own);
  reconciled.bytes = 0;
  CHECK(reconciled.Compare(equal).differences.empty());
  CHECK(reconciled.bytes < 1000);

  for (int n = 0; n < 3; ++n) own[absl::StrCat(n, "号")].content = "没收";
  const reconcile::SourceTable source = reconciled.Read(own);
  reconciled.bytes = 0;
  CHECK(reconciled.Compare(source).differences.size() == 3);
  CHECK(reconciled.bytes < 30'000);
}

TEST_CASE("What was withdrawn counts no more; what was repaired does") {
  Reconciled reconciled;
  const Rows both = {{"1号", Cells(1, "2024-03-04")},
                     {"2号", Cells(2, "2024-03-04")}};
  reconciled.Deliver(both);
  for (const auto& [number, update] :
       {std::pair("1号", intake::Update::kWithdraw),
        std::pair("2号", intake::Update::kRepair)}) {
    const PenaltyCells& cells = both.at(number);
    intake::Row row = PenaltyRow(cells.code, cells.name, number);
    row.update = update;
    REQUIRE(reconciled.bench.Judge(row).ok());
  }
  CHECK(reconciled.Reconcile({*both.find("2号")}).differing_keys().empty());
  CHECK(reconciled.Reconcile(both).missing_on_platform() == 1);
}

TEST_CASE("Rows are given as the log has them, identity numbers left out") {
  Reconciled reconciled;
  Rows own = {{"3号", Cells(3, "2024-03-04", "没收")}};
  reconciled.Deliver({{"3号", Cells(3, "2024-03-04", "罚款")}});
  reconciled.Deliver(own);
  const reconcile::SourceTable source = reconciled.Read(own);
  v1::GetTableRowsRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  request.add_keys(std::string(source.table.rows()[0].key()));
  request.add_keys(std::string(reconcile::kKeyLength, '0'));

  const auto response = reconciled.Call(&Stub::GetTableRows, request);

  REQUIRE(response.ok());
  REQUIRE(response->rows_size() == 1);
  CHECK(response->rows(0).record().document_number() == "3号");
  CHECK(absl::StrCat(response->rows(0).record().content()).find("没收") !=
        std::string::npos);
  for (const auto& column : response->rows(0).record().columns()) {
    CHECK_FALSE(column.has_sealed());
  }
}

TEST_CASE("Differences that do not explain the table are refused") {
  Reconciled reconciled;
  Rows own = {{"1号", Cells(1, "2024-03-04")}, {"2号", Cells(2, "2024-03-04")}};
  const reconcile::SourceTable source = reconciled.Read(own);
  reconcile::Comparison comparison = reconciled.Compare(source);
  REQUIRE(comparison.differences.size() == 2);
  comparison.differences.pop_back();

  const auto concluded = reconciled.Conclude(source, comparison);

  CHECK(base::ReasonOf(concluded.status()) == Reason::REASON_SOURCE_CHANGED);
  CHECK(reconciled.OpenMismatches().empty());
}

TEST_CASE("Ranges within one another, or parts out of order, are refused") {
  Reconciled reconciled;
  v1::CompareRangesRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  SECTION("within another") {
    request.add_ranges()->set_part_length(4);
    request.add_ranges()->set_prefix("2024");
    request.mutable_ranges(1)->set_part_length(8);
  }
  SECTION("no shorter than its parts") {
    request.add_ranges()->set_prefix("2024");
    request.mutable_ranges(0)->set_part_length(4);
  }
  SECTION("out of order") {
    v1::Range& range = *request.add_ranges();
    range.set_part_length(4);
    for (const char* suffix : {"2025", "2024"}) {
      range.add_parts()->set_suffix(suffix);
      range.mutable_parts(range.parts_size() - 1)->set_sha256("x");
    }
  }
  SECTION("no hex") {
    request.add_ranges()->set_prefix("20-");
    request.mutable_ranges(0)->set_part_length(4);
  }
  const auto compared = reconciled.Call(&Stub::CompareRanges, request);
  CHECK(base::ReasonOf(compared.status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Ranges and parts have one bound each") {
  Reconciled reconciled;
  v1::CompareRangesRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  const auto fill = [&](int ranges, int parts) {
    request.clear_ranges();
    for (int i = 0; i < ranges; ++i) {
      v1::Range& range = *request.add_ranges();
      range.set_prefix(absl::StrFormat("%05d", i));
      range.set_part_length(10);
      if (i > 0) continue;
      for (int part = 0; part < parts; ++part) {
        v1::Part& added = *range.add_parts();
        added.set_suffix(absl::StrFormat("%05d", part));
        added.set_sha256("x");
      }
    }
    return reconciled.Call(&Stub::CompareRanges, request).status();
  };
  CHECK(fill(10'000, 10'000) == absl::OkStatus());
  CHECK(base::ReasonOf(fill(10'001, 1)) == Reason::REASON_INVALID_FIELD);
  CHECK(base::ReasonOf(fill(1, 10'001)) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("What a record was decided on is corrected, not a second record") {
  Reconciled reconciled;
  const std::string first = Reconciled::File({{"1号", Cells(1, "2024-03-04")}});
  const std::string corrected =
      Reconciled::File({{"1号", Cells(1, "2024-02-01")}});
  const std::string both = first + corrected.substr(corrected.find("\r\n") + 2);
  reconciled.Deliver(both, "penalties");

  const auto statement =
      reconciled.Reconcile(both, "penalties", CompanyCode(1));

  CHECK(statement.differing_keys().empty());
  CHECK(statement.source_rows() == 1);
}

TEST_CASE("An answer of rows ends at about two megabytes, and says where") {
  Reconciled reconciled;
  Rows own;
  for (int n = 0; n < 60; ++n) {
    own[absl::StrCat(n)] = Cells(n, "2024-03-04", std::string(60'000, 'x'));
  }
  reconciled.Deliver(own);
  v1::GetTableRowsRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  const reconcile::SourceTable source = reconciled.Read(own);
  REQUIRE(source.table.rows().size() == 60);
  for (const auto& row : source.table.rows()) {
    request.add_keys(std::string(row.key()));
  }

  const auto response = reconciled.Call(&Stub::GetTableRows, request);

  REQUIRE(response.ok());
  CHECK(response->ByteSizeLong() < 2'500'000);
  CHECK(response->rows_size() == response->answered_keys());
  CHECK(response->answered_keys() > 10);
  CHECK(response->answered_keys() < 60);
}

TEST_CASE("Differences that are none are refused") {
  Reconciled reconciled;
  const Rows own = {{"1号", Cells(1, "2024-03-04")}};
  reconciled.Deliver(own);
  const reconcile::SourceTable source = reconciled.Read(own);
  auto request = Reconciled::Conclusion(source, reconciled.Compare(source));
  v1::Difference& none = *request.add_differences();
  SECTION("the same on both sides") {
    none.set_key(std::string(source.table.rows()[0].key()));
    none.set_sha256(std::string(source.table.rows()[0].sha256()));
  }
  SECTION("on neither side") {
    none.set_key(std::string(reconcile::kKeyLength, '0'));
  }
  const auto concluded =
      reconciled.Call(&Stub::ConcludeReconciliation, request);
  CHECK(base::ReasonOf(concluded.status()) == Reason::REASON_SOURCE_CHANGED);
}

TEST_CASE("Rows that were left out are in the statement") {
  Reconciled reconciled;
  Rows own = {{"1号", Cells(1, "2024-03-04")}, {"2号", Cells(2, "2024-03-04")}};
  own["2号"].code = Misspelt(own["2号"].code);
  reconciled.Deliver({*own.begin()});

  const auto statement = reconciled.Reconcile(own);

  CHECK(statement.differing_keys().empty());
  CHECK(statement.uncounted_rows() == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
