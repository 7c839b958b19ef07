#include "services/ingestion/reconciliation_bench.h"

#include <catch2/catch.hpp>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/crypto/statement.h"
#include "libs/reconcile/parts.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

SourceActors Actors() {
  rpc::AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.CreateSource"].add_names(
      "admin");
  return SourceActors(
      *rpc::AllowList::Make("creditproof.ingestion.v1.SourceService", config));
}

v1::Source SourceOfClerk() {
  v1::Source source;
  source.set_display_name("某局");
  source.set_contact("0451-0000000");
  source.add_client_names("clerk");
  return source;
}

}  // namespace

Reconciled::Reconciled(const std::string& client)
    : trail(*audit::Trail::Open(bench.store(), kAudit)),
      receipt_key_(
          *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem())),
      gate_(
          rpc::AllowAs(client), [](const rpc::CallRecord&) {}, executor_),
      service_({bench.store(), bench.log(), bench.writer(), *trail,
                Bench::kPartitions, Actors()},
               receipt_key_, gate_, [this] { return bench.now(); }),
      server_({&service_}),
      stub_(v1::ReconciliationService::NewStub(server_.Connect())) {}

reconcile::SourceTable Reconciled::Read(const std::string& file,
                                        const std::string& source) {
  v1::GetReadingTermsRequest request;
  request.set_source("sources/" + source);
  const auto terms = Call(&Stub::GetReadingTerms, request);
  REQUIRE(terms.ok());
  intake::Expectation expectation;
  for (const int area : terms->areas()) {
    expectation.areas.push_back(static_cast<record::v1::Area>(area));
  }
  expectation.today = absl::CivilDay(2026, 1, 1);
  auto table =
      reconcile::ReadTable(file, source, expectation,
                           {terms->regions().begin(), terms->regions().end()});
  REQUIRE(table.ok());
  return *std::move(table);
}

reconcile::Comparison Reconciled::Compare(const reconcile::SourceTable& table,
                                          const std::string& source) {
  const auto comparison = reconcile::FindDifferences(
      table.table, reconcile::IsByDay(table.file_kind),
      [&](v1::CompareRangesRequest request) {
        request.set_source("sources/" + source);
        request.set_file_kind(table.file_kind);
        return Call(&Stub::CompareRanges, std::move(request));
      });
  REQUIRE(comparison.ok());
  return *comparison;
}

v1::ConcludeReconciliationRequest Reconciled::Conclusion(
    const reconcile::SourceTable& table,
    const reconcile::Comparison& comparison, const std::string& code) {
  v1::ConcludeReconciliationRequest request;
  request.set_file_kind(table.file_kind);
  request.set_uncounted_rows(table.uncounted);
  reconcile::TableDigest digest;
  for (const auto& row : table.table.rows()) {
    digest.Add(row.key(), row.sha256());
  }
  request.set_table_sha256(digest.Finish());
  for (const auto& found : comparison.differences) {
    v1::Difference& difference = *request.add_differences();
    difference.set_key(found.key);
    if (found.row == nullptr) continue;
    difference.set_sha256(std::string(found.row->sha256()));
    difference.set_credit_code(code);
  }
  return request;
}

v1::ReconciliationStatement Reconciled::Reconcile(const std::string& file,
                                                  const std::string& source,
                                                  const std::string& code) {
  const reconcile::SourceTable table = Read(file, source);
  v1::ConcludeReconciliationRequest request =
      Conclusion(table, Compare(table, source), code);
  request.set_source("sources/" + source);
  const auto concluded = Call(&Stub::ConcludeReconciliation, request);
  REQUIRE(concluded.ok());
  CHECK(crypto::VerifyStatement(crypto::kReconciliationContext,
                                concluded->statement(), concluded->key_id(),
                                concluded->signature(),
                                receipt_key_.verifying_key())
            .ok());
  v1::ReconciliationStatement statement;
  REQUIRE(statement.ParseFromString(concluded->statement()));
  return statement;
}

void Reconciled::Deliver(const std::string& file, const std::string& source) {
  REQUIRE(bench.Deliver(source, absl::StrCat("d", ++deliveries_), file).ok());
}

void Reconciled::Register(const std::string& source_id,
                          const v1::Source& source) {
  REQUIRE(bench.writer()
              .Do([&](Act& act) -> absl::Status {
                const auto known = FindSourceState(act.view(), source_id);
                if (!known.ok()) return known.status();
                return known->has_value()
                           ? ChangeSource(source_id, source, "admin", act)
                           : AddSource(source_id, source, "admin", act);
              })
              .ok());
}

std::string Reconciled::File(const Rows& rows) {
  std::vector<PenaltyCells> cells;
  for (const auto& [number, row] : rows) cells.push_back(row);
  return PenaltyFile(cells);
}

std::set<std::string> Reconciled::OpenMismatches() const {
  std::set<std::string> open;
  for (const changelog::v1::Change& change : bench.Log()) {
    if (change.has_mismatch_opened()) {
      const auto& opened = change.mismatch_opened();
      CHECK(open.insert(opened.mismatch_id()).second);
      CHECK(opened.source_id() == change.provenance().source_id());
      CHECK(opened.row_key().size() == reconcile::kKeyLength);
      CHECK(change.provenance().client() == "clerk");
      CHECK(change.provenance().ground() == "SOURCE");
      CHECK(change.credit_code().size() == 18);
    } else if (change.has_mismatch_closed()) {
      CHECK(open.erase(change.mismatch_closed().mismatch_id()) == 1);
    }
  }
  return open;
}

v1::ListMismatchesResponse Reconciled::Listed(const std::string& page_token,
                                              int page_size) {
  v1::ListMismatchesRequest request;
  request.set_parent("sources/penalties");
  request.set_page_token(page_token);
  request.set_page_size(page_size);
  const auto listed = CallPlain(&Stub::ListMismatches, request);
  REQUIRE(listed.ok());
  return *listed;
}

PenaltyCells Cells(int n, const std::string& date, const std::string& content) {
  return {.code = CompanyCode(n % 50),
          .name = "甲公司",
          .number = absl::StrCat(n, "号"),
          .date = date,
          .identity_number = n % 3 == 0 ? "11010519491231002X" : "",
          .content = content};
}

v1::Source PenaltySource() {
  v1::Source source = SourceOfClerk();
  source.add_areas(record::v1::AREA_MARKET_REGULATION);
  source.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  return source;
}

v1::Source Registry() {
  v1::Source source = SourceOfClerk();
  source.set_delivers_registrations(true);
  return source;
}

}  // namespace creditproof::ingestion
