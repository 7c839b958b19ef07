#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "libs/base/error.h"
#include "services/ingestion/reconciliation_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using Stub = Reconciled::Stub;

TEST_CASE("Nobody reconciles for another source") {
  Reconciled reconciled("stranger");
  const auto refused = [](const auto& answer) {
    return base::ReasonOf(answer.status()) == Reason::REASON_SOURCE_NOT_YOURS;
  };
  CHECK(refused(reconciled.Call(&Stub::GetReadingTerms, {})));

  v1::CompareRangesRequest ranges;
  ranges.set_file_kind(v1::FILE_KIND_PENALTY);
  ranges.add_ranges()->set_part_length(4);
  CHECK(refused(reconciled.Call(&Stub::CompareRanges, ranges)));

  v1::GetTableRowsRequest rows;
  rows.set_file_kind(v1::FILE_KIND_PENALTY);
  rows.add_keys(std::string(reconcile::kKeyLength, '0'));
  CHECK(refused(reconciled.Call(&Stub::GetTableRows, rows)));

  v1::ConcludeReconciliationRequest conclusion;
  conclusion.set_file_kind(v1::FILE_KIND_PENALTY);
  conclusion.set_table_sha256(std::string(32, 'x'));
  CHECK(refused(reconciled.Call(&Stub::ConcludeReconciliation, conclusion)));

  v1::ListMismatchesRequest list;
  list.set_parent("sources/penalties");
  CHECK(refused(reconciled.CallPlain(&Stub::ListMismatches, list)));

  std::map<std::string, std::string> audited;  // outcome by method
  const auto entries = reconciled.trail->Read(1, 10);
  REQUIRE(entries.ok());
  for (const auto& entry : *entries) {
    CHECK(entry.client() == "stranger");
    CHECK(entry.purpose() == "reconcile sources/penalties");
    audited[entry.method()] = entry.outcome();
  }
  CHECK(audited == std::map<std::string, std::string>{
                       {"ConcludeReconciliation", "PERMISSION_DENIED"},
                       {"GetTableRows", "PERMISSION_DENIED"}});
}

TEST_CASE("What a caller writes into a name does not fill the audit trail") {
  Reconciled reconciled;
  v1::GetTableRowsRequest rows;
  rows.set_source(std::string(100'000, 'x'));
  rows.set_file_kind(v1::FILE_KIND_PENALTY);
  rows.add_keys(std::string(reconcile::kKeyLength, '0'));
  CHECK_FALSE(reconciled.Call(&Stub::GetTableRows, rows).ok());
  const auto entries = reconciled.trail->Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 1);
  CHECK(entries->at(0).purpose().size() < 100);
}

}  // namespace
}  // namespace creditproof::ingestion
