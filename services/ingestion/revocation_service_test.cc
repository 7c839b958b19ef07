#include "services/ingestion/revocation_service.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/claim/report_number.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/caller_for_test.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using changelog::v1::Change;
using v1::Decision;
using v1::Revocation;

class Served {
 public:
  using Stub = v1::RevocationService::Stub;

  Served()
      : trail_(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            CallerSaid, [](const rpc::CallRecord&) {}, executor_),
        service_(AuditedCalls(bench.store(), bench.writer(), *trail_,
                              SourceActors(*rpc::AllowList::Make("none", {})),
                              [this] { return bench.now(); }),
                 gate_),
        server_({&service_}) {}

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      const Request& request, const std::vector<std::string>& names = {"a"}) {
    grpc::ClientContext context;
    for (const std::string& name : names) context.AddMetadata("as", name);
    Response response;
    const auto status = (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  v1::ProposeRevocationRequest Request(
      const std::string& reason = "有误") const {
    v1::ProposeRevocationRequest request;
    request.set_report_number(number);
    request.set_credit_code(code);
    request.set_reason(reason);
    return request;
  }
  absl::StatusOr<Revocation> Propose(const std::string& reason = "有误") {
    return Call(&Stub::ProposeRevocation, Request(reason));
  }
  absl::StatusOr<Revocation> Approve(const std::string& id,
                                     const std::vector<std::string>& as = {
                                         "b"}) {
    v1::ApproveRevocationRequest request;
    request.set_proposal_id(id);
    return Call(&Stub::ApproveRevocation, request, as);
  }
  absl::StatusOr<Revocation> Reject(const std::string& id) {
    v1::RejectRevocationRequest request;
    request.set_proposal_id(id);
    request.set_reason("不妥");
    return Call(&Stub::RejectRevocation, request);
  }

  int audited(absl::string_view words) {
    int entries = 0;
    REQUIRE(bench.store()
                .Scan(kAudit, "", "",
                      [&](absl::string_view, absl::string_view value) {
                        entries += absl::StrContains(value, words);
                        return true;
                      })
                .ok());
    return entries;
  }

  Bench bench;
  const std::string code = CompanyCode(1);
  const std::string number =
      claim::ReportNumber::Make("secret", *CreditCode::Parse(code), "portal",
                                "request")
          .text();

 private:
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  rpc::Gate gate_;
  RevocationServiceImpl service_;
  rpc::UnixServer server_;
  std::unique_ptr<Stub> stub_ =
      v1::RevocationService::NewStub(server_.Connect());
};

Reason ReasonOf(const absl::StatusOr<Revocation>& answer) {
  return base::ReasonOf(answer.status());
}

TEST_CASE("A report is revoked when a second administrator approves, once") {
  Served served;
  const auto proposed = served.Propose();
  REQUIRE(proposed.ok());
  const std::string id = proposed->decision().proposal_id();
  CHECK(served.Propose()->decision().proposal_id() == id);
  CHECK(served.bench.Count(Change::kReportRevoked) == 0);

  REQUIRE(served.Approve(id).ok());
  const auto revoked = served.Approve(id);

  REQUIRE(revoked.ok());
  CHECK(revoked->decision().state() == Decision::STATE_APPROVED);
  CHECK(revoked->decision().closer() == "b");
  REQUIRE(served.bench.Count(Change::kReportRevoked) == 1);
  const std::vector<Change> log = served.bench.Log();
  const Change& change =
      *std::find_if(log.begin(), log.end(),
                    [](const Change& one) { return one.has_report_revoked(); });
  CHECK(change.credit_code() == served.code);
  CHECK(change.report_revoked().report_number() == served.number);
  CHECK(change.report_revoked().reason() == "有误");
  CHECK(change.report_revoked().proposer() == "a");
  CHECK(change.provenance().client() == "b");
  CHECK(served.audited("ApproveRevocation") == 2);
  CHECK(ReasonOf(served.Propose()) == Reason::REASON_WRONG_STATE);
}

TEST_CASE("Who proposed a revocation cannot approve it, by no name of theirs") {
  Served served;
  const auto proposed = served.Propose();
  const std::vector<std::string> as = GENERATE(
      std::vector<std::string>{"a"}, std::vector<std::string>{"b", "a"});
  CHECK(ReasonOf(served.Approve(proposed->decision().proposal_id(), as)) ==
        Reason::REASON_SAME_ADMINISTRATOR);
  CHECK(served.bench.Count(Change::kReportRevoked) == 0);
  CHECK(served.audited("PERMISSION_DENIED") == 1);
}

TEST_CASE("A rejected revocation revokes nothing and can be proposed anew") {
  Served served;
  const std::string id = served.Propose()->decision().proposal_id();
  CHECK(ReasonOf(served.Propose("另有原因")) == Reason::REASON_WRONG_STATE);
  REQUIRE(served.Reject(id).ok());
  CHECK(served.Reject(id).ok());
  CHECK(ReasonOf(served.Approve(id)) == Reason::REASON_WRONG_STATE);
  CHECK(served.bench.Count(Change::kReportRevoked) == 0);

  const auto anew = served.Propose("另有原因");
  REQUIRE(anew.ok());
  REQUIRE(served.Approve(anew->decision().proposal_id()).ok());
  CHECK(ReasonOf(served.Reject(anew->decision().proposal_id())) ==
        Reason::REASON_WRONG_STATE);
  v1::ListRevocationsRequest request;
  CHECK(served.Call(&Served::Stub::ListRevocations, request)
            ->revocations_size() == 2);
  request.set_state(Decision::STATE_APPROVED);
  CHECK(served.Call(&Served::Stub::ListRevocations, request)
            ->revocations_size() == 1);
}

TEST_CASE("What can be no report of the subject is refused") {
  Served served;
  v1::ProposeRevocationRequest request = served.Request();
  std::string field;
  SECTION("a slip in the number") {
    request.mutable_report_number()->back() =
        request.report_number().back() == '0' ? '1' : '0';
    field = "report_number";
  }
  SECTION("another subject's code") {
    request.set_credit_code(CompanyCode(2));
    field = "credit_code";
  }
  SECTION("no reason") {
    request.set_reason(" ");
    field = "reason";
  }
  const auto refused = served.Call(&Served::Stub::ProposeRevocation, request);
  CHECK(ReasonOf(refused) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(refused.status().message(), field));
  CHECK(ReasonOf(served.Approve(std::string(32, '0'))) ==
        Reason::REASON_PROPOSAL_NOT_FOUND);
}

}  // namespace
}  // namespace creditproof::ingestion
