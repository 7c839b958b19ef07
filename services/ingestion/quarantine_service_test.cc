#include "services/ingestion/quarantine_service.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using Response = v1::ResolveQuarantinedRowResponse;

constexpr char kUuid[] = "0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01";

SourceActors Actors() {
  rpc::AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.CreateSource"].add_names(
      "admin");
  return SourceActors(
      *rpc::AllowList::Make("creditproof.ingestion.v1.SourceService", config));
}

workdays::Calendar China() {
  return *workdays::Calendar::Parse(*base::ReadFile(CREDITPROOF_CALENDAR_FILE));
}

// Called by `client`, two hours after the bench's time.
class Served {
 public:
  explicit Served(const std::string& client)
      : trail(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            rpc::AllowAs(client), [](const rpc::CallRecord&) {}, executor_),
        service_(bench.store(), bench.writer(), *trail, Actors(),
                 bench.sealer(), China(), gate_,
                 [] { return absl::FromUnixSeconds(1'790'007'200); }),
        server_({&service_}) {}

  absl::StatusOr<v1::ListQuarantinedRowsResponse> List(
      const v1::ListQuarantinedRowsRequest& request) {
    grpc::ClientContext context;
    v1::ListQuarantinedRowsResponse response;
    const auto status =
        stub_->ListQuarantinedRows(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<Response> Resolve(
      const v1::ResolveQuarantinedRowRequest& request) {
    grpc::ClientContext context;
    Response response;
    const auto status =
        stub_->ResolveQuarantinedRow(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  Bench bench;
  std::unique_ptr<audit::Trail> trail;

 private:
  rpc::Executor executor_{4, 16};
  rpc::Gate gate_;
  QuarantineServiceImpl service_;
  rpc::UnixServer server_;
  std::unique_ptr<v1::QuarantineService::Stub> stub_ =
      v1::QuarantineService::NewStub(server_.Connect());
};

v1::ListQuarantinedRowsRequest OfPenalties() {
  v1::ListQuarantinedRowsRequest request;
  request.set_parent("sources/penalties");
  request.set_show_held_subjects(true);
  return request;
}

v1::ResolveQuarantinedRowRequest Dismissal(const std::string& hold_id) {
  v1::ResolveQuarantinedRowRequest request;
  request.set_name("sources/penalties/quarantinedRows/" + hold_id);
  request.set_reason("误报");
  request.set_request_id(kUuid);
  return request;
}

TEST_CASE("Open rows are listed with age, cause and whom they hold") {
  Served served("clerk");
  const std::string code = CompanyCode(1);
  REQUIRE(served.bench.Judge(RegistrationRow(code, "甲公司")).ok());
  intake::Row row = PenaltyRow(Misspelt(code), "甲公司", "1号");
  row.personal_numbers = {{"CF_FR_ZJHM", "230103198001010018"}};
  row.notes.emplace_back().set_rule(v1::ROW_RULE_CODE_CHECK);
  REQUIRE(served.bench.Judge(row).ok());

  const auto page = served.List(OfPenalties());

  REQUIRE(page.ok());
  REQUIRE(page->rows_size() == 1);
  const v1::QuarantinedRow& listed = page->rows(0);
  CHECK(listed.cause() == v1::QuarantinedRow::CAUSE_SUBJECT_IN_DOUBT);
  CHECK(listed.age().seconds() == 7200);
  CHECK(listed.row() == row.number);
  CHECK(listed.party_name() == "甲公司");
  CHECK(listed.document_number() == "1号");
  CHECK(listed.notes(0).rule() == v1::ROW_RULE_CODE_CHECK);
  CHECK(listed.held_count() == 1);
  CHECK(listed.held_subjects(0) == "subjects/" + code);
  CHECK(listed.recordable());
  CHECK(served.trail->Read(1, 10)->at(0).method() == "ListQuarantinedRows");
}

TEST_CASE("Open rows come page by page, each once") {
  Served served("admin");
  for (int n = 0; n < 7; ++n) {
    REQUIRE(served.bench.Judge(PenaltyRow("", "甲公司", absl::StrCat(n, "号")))
                .ok());
  }
  std::set<std::string> names;
  v1::ListQuarantinedRowsRequest request = OfPenalties();
  request.set_page_size(3);
  int pages = 0;
  do {
    const auto page = served.List(request);
    REQUIRE(page.ok());
    for (const auto& row : page->rows()) names.insert(row.name());
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  CHECK(pages == 3);
  CHECK(names.size() == 7);
}

TEST_CASE("A row is settled once, whatever is asked again, and audited") {
  Served served("admin");
  const intake::Row row = PenaltyRow(Misspelt(CompanyCode(1)), "甲公司", "1号");
  REQUIRE(served.bench.Judge(RegistrationRow(CompanyCode(1), "甲公司")).ok());
  REQUIRE(served.bench.Judge(row).ok());
  v1::ResolveQuarantinedRowRequest request =
      Dismissal(served.bench.HoldOf(row));

  const auto first = served.Resolve(request);
  const std::size_t entries = served.bench.Log().size();
  const auto again = served.Resolve(request);

  REQUIRE(first.ok());
  CHECK(first->outcome() == Response::OUTCOME_DISMISSED);
  CHECK(first->freed_count() == 1);
  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == first->SerializeAsString());
  CHECK(served.bench.Log().size() == entries);
  CHECK(served.bench.Held().empty());
  CHECK(served.trail->Read(1, 10)->at(0).ground() == "ADMINISTRATOR");
  CHECK(served.trail->Read(1, 10)->at(0).outcome() == "OUTCOME_DISMISSED");

  // Delivered anew it holds anew, and can be settled anew.
  intake::Row anew = row;
  anew.number += 1'000'000;  // of another delivery
  REQUIRE(served.bench.Judge(anew).ok());
  CHECK(served.bench.Held().size() == 1);
  request.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02");
  CHECK(served.Resolve(request).ok());
  CHECK(served.bench.Held().empty());
}

TEST_CASE("Those who were held for a recorded row are told that it stands") {
  Served served("clerk");
  REQUIRE(served.bench.Judge(RegistrationRow(CompanyCode(1), "甲公司")).ok());
  const intake::Row row = PenaltyRow(CompanyCode(2), "甲公司", "1号");
  REQUIRE(served.bench.Judge(row).ok());
  const auto page = served.List(OfPenalties());
  REQUIRE(page.ok());
  CHECK(page->rows(0).cause() == v1::QuarantinedRow::CAUSE_OTHERS_MAY_BE_MEANT);

  REQUIRE(served.Resolve(Dismissal(served.bench.HoldOf(row))).ok());

  std::string reason;
  for (const auto& change : served.bench.Log()) {
    if (change.has_hold_lifted()) reason = change.hold_lifted().reason();
  }
  CHECK(reason == "报送单位已核实该信息与该主体无关或者已处理完毕：误报");
}

TEST_CASE("What is left under a former code is listed as that") {
  Served served("clerk");
  REQUIRE(served.bench.Judge(PenaltyRow(CompanyCode(1), "甲公司", "1号")).ok());
  intake::Row changed = RegistrationRow(CompanyCode(2), "甲公司");
  changed.registration->add_former_credit_codes(CompanyCode(1));
  REQUIRE(served.bench.Judge(changed).ok());
  v1::ListQuarantinedRowsRequest request;
  request.set_parent("sources/registry");
  const auto page = served.List(request);
  REQUIRE(page.ok());
  REQUIRE(page->rows_size() == 1);
  CHECK(page->rows(0).cause() == v1::QuarantinedRow::CAUSE_FORMER_CODE);
}

TEST_CASE("Only the source's clients and administrators come near its rows") {
  Served served("stranger");
  CHECK(base::ReasonOf(served.List(OfPenalties()).status()) ==
        Reason::REASON_SOURCE_NOT_YOURS);
  CHECK(base::ReasonOf(
            served.Resolve(Dismissal(std::string(32, 'a'))).status()) ==
        Reason::REASON_SOURCE_NOT_YOURS);
  const auto entries = served.trail->Read(1, 10);  // on disk
  REQUIRE(entries->size() == 2);
  for (const auto& entry : *entries) {
    CHECK(entry.client() == "stranger");
    CHECK(entry.outcome() == "PERMISSION_DENIED");
  }
}

TEST_CASE("A resolution that cannot be is refused, saying why") {
  Served served("clerk");
  const intake::Row row = PenaltyRow("", "甲公司", "1号");
  REQUIRE(served.bench.Judge(row).ok());
  v1::ResolveQuarantinedRowRequest request =
      Dismissal(served.bench.HoldOf(row));
  Reason reason = Reason::REASON_INVALID_FIELD;
  SECTION("no UUID") { request.set_request_id("1"); }
  SECTION("no reason") { request.set_reason(" "); }
  SECTION("no code") { request.set_subject("subjects/1"); }
  SECTION("no row") {
    request = Dismissal(std::string(32, 'a'));
    reason = Reason::REASON_OPEN_ROW_NOT_FOUND;
  }
  SECTION("another source's row") {
    request.set_name("sources/registry/quarantinedRows/" +
                     served.bench.HoldOf(row));
    reason = Reason::REASON_OPEN_ROW_NOT_FOUND;
  }
  SECTION("a request id that was used") {
    REQUIRE(served.Resolve(request).ok());
    request.set_reason("另一理由");
    reason = Reason::REASON_REQUEST_ID_REUSED;
  }
  CHECK(base::ReasonOf(served.Resolve(request).status()) == reason);
}

}  // namespace
}  // namespace creditproof::ingestion
