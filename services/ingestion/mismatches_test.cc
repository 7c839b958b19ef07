#include "services/ingestion/mismatches.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/reconcile/elsewhere.h"
#include "services/ingestion/reconciliation_bench.h"
#include "services/ingestion/table_index.h"
#include "services/ingestion/timeliness_statement.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using Stub = Reconciled::Stub;

v1::Source OtherKind() {
  v1::Source source = PenaltySource();
  source.set_record_kinds(0, record::v1::RECORD_KIND_DISHONESTY);
  return source;
}

const Rows kOne = {{"1号", Cells(1, "2024-03-04")}};

TEST_CASE("A mended delivery closes what it mends") {
  Reconciled reconciled;
  Rows own = {{"1号", Cells(1, "2024-03-04")}, {"2号", Cells(2, "2024-03-04")}};
  Rows platform = own;
  platform["1号"].content = "没收";
  platform.erase("2号");
  reconciled.Deliver(platform);
  CHECK(reconciled.Reconcile(own).opened() == 2);

  reconciled.Deliver(own);

  CHECK(reconciled.Reconcile(own).closed() == 2);
  CHECK(reconciled.OpenMismatches().empty());
}

TEST_CASE("A row that delivery refuses opens no mismatch") {
  Reconciled reconciled;
  reconciled.Deliver(RegistryFile({{CompanyCode(1), "甲公司"}}), "registry");
  v1::Source daqing = PenaltySource();
  daqing.add_regions("2306");
  SECTION("the subject is registered elsewhere") {
    reconciled.Register("penalties", daqing);
  }
  SECTION("the source may deliver none of the kind any more") {
    const std::string before =
        Reconciled::File({{"2号", Cells(2, "2024-03-04")}});
    REQUIRE(
        reconciled.Reconcile(before, "penalties", CompanyCode(2)).opened() ==
        1);
    reconciled.Register("penalties", OtherKind());
  }

  const auto statement = reconciled.Reconcile(kOne);

  CHECK(statement.opened() == 0);
  CHECK(statement.missing_on_platform() == 1);
  REQUIRE(statement.not_responsible_keys_size() == 1);
  CHECK(statement.not_responsible_keys(0) == statement.differing_keys(0));
  CHECK(reconciled.OpenMismatches().empty());
}

TEST_CASE("A row whose own region is elsewhere opens no mismatch") {
  Reconciled reconciled;
  v1::Source daqing = PenaltySource();
  daqing.add_regions("2306");
  reconciled.Register("penalties", daqing);
  const reconcile::SourceTable table = reconciled.Read(kOne);
  auto request = Reconciled::Conclusion(table, reconciled.Compare(table));
  request.mutable_differences(0)->set_region_code("230103");

  const auto concluded =
      reconciled.Call(&Stub::ConcludeReconciliation, request);

  REQUIRE(concluded.ok());
  CHECK(reconciled.OpenMismatches().empty());

  request.mutable_differences(0)->set_region_code("230602");
  REQUIRE(reconciled.Call(&Stub::ConcludeReconciliation, request).ok());
  CHECK(reconciled.OpenMismatches().size() == 1);
}

TEST_CASE("What a narrowed source delivered before still stands in its table") {
  Reconciled reconciled;
  reconciled.Deliver(RegistryFile({{CompanyCode(1), "甲公司"}}), "registry");
  reconciled.Deliver(kOne);
  v1::Source daqing = PenaltySource();
  daqing.add_regions("2306");
  reconciled.Register("penalties", daqing);

  CHECK(reconciled.Reconcile(kOne).differing_keys().empty());
  const Rows changed = {{"1号", Cells(1, "2024-03-04", "没收")}};
  CHECK(reconciled.Reconcile(changed).opened() == 1);
}

TEST_CASE("The key of a registration is its code's") {
  Reconciled reconciled;
  const std::string file = RegistryFile({{CompanyCode(1), "甲公司"}});
  const reconcile::SourceTable table = reconciled.Read(file, "registry");
  auto request = Reconciled::Conclusion(
      table, reconciled.Compare(table, "registry"), CompanyCode(2));
  request.set_source("sources/registry");
  const auto concluded =
      reconciled.Call(&Stub::ConcludeReconciliation, request);
  CHECK(base::ReasonOf(concluded.status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("What is open is closed though the source lost the kind") {
  Reconciled reconciled;
  reconciled.Deliver(kOne);
  REQUIRE(reconciled.Reconcile({}).opened() == 1);
  reconciled.Register("penalties", OtherKind());

  CHECK(reconciled.Reconcile(kOne).closed() == 1);

  v1::CompareRangesRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  request.add_ranges()->set_part_length(4);
  const auto refused = reconciled.Call(&Stub::CompareRanges, request);
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_SOURCE_NOT_YOURS);
}

TEST_CASE("A mismatch whose row changed after it was compared stays open") {
  Reconciled reconciled;
  reconciled.Deliver(kOne);
  const Rows changed = {{"1号", Cells(1, "2024-03-04", "没收")}};
  REQUIRE(reconciled.Reconcile(changed).opened() == 1);
  const TableOf table{
      {"penalties", record::v1::RECORD_KIND_PENALTY, "clerk"},
      v1::FILE_KIND_PENALTY,
      TablePrefix("penalties", record::v1::RECORD_KIND_PENALTY)};
  const auto request = Reconciled::Conclusion(reconciled.Read(kOne), {});
  const auto scanned = ScanBoth(reconciled.bench.store(), table, request);
  REQUIRE(scanned.ok());
  const bool changes = GENERATE(true, false);
  if (changes) reconciled.Deliver(changed);

  REQUIRE(Conclude(*scanned, reconciled.bench.writer(),
                   reconciled.receipt_key(), table, request)
              .ok());

  CHECK(reconciled.OpenMismatches().size() == (changes ? 1 : 0));
}

TEST_CASE("Open mismatches are listed with age, by pages, and counted") {
  Reconciled reconciled;
  Rows own;
  for (int n = 1; n <= 3; ++n) {
    own[absl::StrCat(n, "号")] = Cells(n, "2024-03-04");
  }
  REQUIRE(reconciled.Reconcile(own).opened() == 3);
  reconciled.bench.PassTime();

  const auto first = reconciled.Listed("", 2);
  REQUIRE(first.mismatches_size() == 2);
  const auto rest = reconciled.Listed(first.next_page_token(), 2);
  REQUIRE(rest.mismatches_size() == 1);
  CHECK(rest.next_page_token().empty());
  const v1::Mismatch& listed = first.mismatches(0);
  CHECK(listed.age().seconds() == 1);
  CHECK(absl::StartsWith(listed.row_key(), "20240304"));
  CHECK(listed.subject() == "subjects/" + CompanyCode(1));
  CHECK(listed.record_kind() == record::v1::RECORD_KIND_PENALTY);
  CHECK(reconciled.OpenMismatches().count(listed.name().substr(
            std::string("sources/penalties/mismatches/").size())) == 1);

  const absl::Time now = reconciled.bench.now();
  const auto statement = DescribeTimeliness(
      View(reconciled.bench.store()), "penalties",
      absl::CivilMonth(absl::ToCivilDay(now, absl::UTCTimeZone())),
      *workdays::Calendar::Parse("known,2020-01-01,2030-12-31"), now);
  REQUIRE(statement.ok());
  CHECK(statement->open_mismatches() == 3);
  REQUIRE(statement->kinds_size() == 1);
  CHECK(statement->kinds(0).open_mismatches() == 3);

  reconciled.Deliver(own);
  REQUIRE(reconciled.Reconcile(own).closed() == 3);
  CHECK(reconciled.Listed().mismatches().empty());
}

// Opens a mismatch of `penalties` as its clerk would.
std::string OpenOne(Reconciled& reconciled) {
  const Reconciler clerk{"penalties", record::v1::RECORD_KIND_PENALTY, "clerk"};
  REQUIRE(reconciled.bench.writer()
              .Do([&](Act& act) {
                return SettleMismatches(
                           clerk,
                           {{std::string(reconcile::kKeyLength, '1'),
                             CompanyCode(1)}},
                           {}, act)
                    .status();
              })
              .ok());
  const auto open = reconciled.OpenMismatches();
  REQUIRE(open.size() == 1);
  return absl::StrCat("sources/penalties/mismatches/", *open.begin());
}

TEST_CASE("An administrator dismisses a mismatch, saying why") {
  Reconciled reconciled("admin");
  v1::DismissMismatchRequest request;
  request.set_name(OpenOne(reconciled));
  request.set_reason("该单位已撤并");

  const auto dismissed = reconciled.CallPlain(&Stub::DismissMismatch, request);

  REQUIRE(dismissed.ok());
  CHECK(dismissed->subject() == "subjects/" + CompanyCode(1));
  CHECK(reconciled.OpenMismatches().empty());
  CHECK(reconciled.Listed().mismatches().empty());
  int closed = 0;
  for (const auto& change : reconciled.bench.Log()) {
    if (!change.has_mismatch_closed()) continue;
    ++closed;
    CHECK(change.mismatch_closed().reason() == "该单位已撤并");
    CHECK(change.provenance().ground() == "ADMINISTRATOR");
    CHECK(change.provenance().actor() == "admin");
  }
  CHECK(closed == 1);
  const auto entries = reconciled.trail->Read(1, 10);
  REQUIRE(entries.ok());
  CHECK(entries->at(0).method() == "DismissMismatch");
  CHECK(entries->at(0).subject() == CompanyCode(1));
  CHECK(absl::StrContains(entries->at(0).purpose(), "该单位已撤并"));

  // Once is enough.
  REQUIRE(reconciled.CallPlain(&Stub::DismissMismatch, request).ok());
  CHECK(reconciled.OpenMismatches().empty());
  request.set_name("sources/penalties/mismatches/" + std::string(32, '0'));
  const auto unknown = reconciled.CallPlain(&Stub::DismissMismatch, request);
  CHECK(base::ReasonOf(unknown.status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A source does not dismiss its own mismatches") {
  Reconciled reconciled;
  v1::DismissMismatchRequest request;
  request.set_name(OpenOne(reconciled));
  request.set_reason("误报");
  const auto refused = reconciled.CallPlain(&Stub::DismissMismatch, request);
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_CLIENT_NOT_ALLOWED);
  CHECK(reconciled.OpenMismatches().size() == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
