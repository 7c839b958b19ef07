#include "services/ingestion/policy_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/policy/decide.h"
#include "libs/rpc/status.h"
#include "services/ingestion/caller_for_test.h"
#include "services/ingestion/families.h"
#include "services/ingestion/first_policy.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/policies.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using v1::ActivatedPolicy;
using v1::PolicyAlert;
using v1::PolicyProposal;

std::string ShippedText() {
  return base::ReadFile(CREDITPROOF_POLICIES_FOLDER
                        "/heilongjiang-2024.textproto")
      .value();
}

// The shipped policy as its version `version`, lenient towards warnings.
std::string Lenient(int version) {
  return absl::StrReplaceAll(
      ShippedText(), {{"version: 1", absl::StrCat("version: ", version)},
                      {"warning_counts: true", "warning_counts: false"}});
}

// The policies of a bench that started with the shipped one, over real gRPC.
class Served {
 public:
  using Stub = v1::PolicyService::Stub;

  Served()
      : trail_(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            CallerSaid, [](const rpc::CallRecord&) {}, executor_),
        policies_(AuditedCalls(bench.store(), bench.writer(), *trail_,
                               SourceActors(*rpc::AllowList::Make("none", {})),
                               [this] { return now; }),
                  gate_) {
    REQUIRE(
        ActivateFirstPolicy(*policy::ParsePolicy(ShippedText()), bench.writer())
            .ok());
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&policies_);
    server_ = builder.BuildAndStart();
    stub_ = v1::PolicyService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }
  ~Served() { server_->Shutdown(); }

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

  absl::StatusOr<PolicyProposal> Propose(const std::string& text,
                                         bool validate_only = false) {
    v1::ProposePolicyRequest request;
    request.set_text(text);
    request.set_reason("省里来文");
    request.set_validate_only(validate_only);
    return Call(&Stub::ProposePolicy, request);
  }

  absl::StatusOr<PolicyProposal> Approve(
      const std::string& id, const std::vector<std::string>& names = {"b"}) {
    v1::ApprovePolicyRequest request;
    request.set_proposal_id(id);
    return Call(&Stub::ApprovePolicy, request, names);
  }

  absl::StatusOr<PolicyProposal> Reject(const std::string& id,
                                        const std::string& reason = "不妥") {
    v1::RejectPolicyRequest request;
    request.set_proposal_id(id);
    request.set_reason(reason);
    return Call(&Stub::RejectPolicy, request);
  }

  ActivatedPolicy InForce() {
    const auto policy = Call(&Stub::GetPolicy, v1::GetPolicyRequest());
    REQUIRE(policy.ok());
    return *policy;
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
  absl::Time now =
      absl::FromCivil(absl::CivilDay(2025, 1, 1), absl::UTCTimeZone());

 private:
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  rpc::Gate gate_;
  PolicyServiceImpl policies_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_CASE("A policy comes into force when a second administrator approves") {
  Served served;
  const auto proposal = served.Propose(Lenient(2));
  REQUIRE(proposal.ok());
  CHECK(proposal->state() == PolicyProposal::STATE_OPEN);
  CHECK(proposal->proposer() == "a");
  CHECK(proposal->replaced_version() == 1);
  REQUIRE(proposal->differences_size() == 2);
  CHECK(proposal->differences(1) == "modified: warning_counts: true -> false");
  CHECK(served.InForce().policy().version() == 1);
  const auto renamed = served.Propose(
      absl::StrReplaceAll(Lenient(2), {{"无违法违规证明版", "证明版"}}), true);
  CHECK(renamed->differences(1) ==
        "modified: names.report_subtitle: \"无违法违规证明版\" -> \"证明版\"");

  const auto approved = served.Approve(proposal->proposal_id());
  REQUIRE(approved.ok());
  CHECK(approved->state() == PolicyProposal::STATE_APPROVED);
  CHECK(approved->closer() == "b");

  const ActivatedPolicy now = served.InForce();
  CHECK(now.policy().version() == 2);
  CHECK_FALSE(now.policy().warning_counts());
  CHECK(now.proposer() == "a");
  CHECK(now.approver() == "b");
  CHECK(now.proposal_id() == proposal->proposal_id());
  int activated = 0;
  for (const auto& change : served.bench.Log()) {
    activated += change.has_policy_activated() &&
                 change.policy_activated().policy().version() == 2;
  }
  CHECK(activated == Bench::kPartitions);
  CHECK(served.audited("APPROVED heilongjiang-2024 2") == 1);
}

TEST_CASE("Who proposed a policy cannot approve it, by no name of theirs") {
  Served served;
  const std::string id = served.Propose(Lenient(2))->proposal_id();
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"a"}, {"b", "a"}}) {
    CHECK(base::ReasonOf(served.Approve(id, names).status()) ==
          Reason::REASON_SAME_ADMINISTRATOR);
  }
  CHECK(served.InForce().policy().version() == 1);
  CHECK(served.audited("PERMISSION_DENIED") == 2);
}

TEST_CASE("The same again changes nothing, and a closed proposal stays so") {
  Served served;
  const std::string id = served.Propose(Lenient(2))->proposal_id();
  std::size_t entries = served.bench.Log().size();
  CHECK(served.Propose(Lenient(2))->proposal_id() == id);
  CHECK(served.bench.Log().size() == entries);

  REQUIRE(served.Approve(id).ok());
  entries = served.bench.Log().size();
  CHECK(served.Approve(id)->state() == PolicyProposal::STATE_APPROVED);
  CHECK(served.bench.Log().size() == entries);
  CHECK(base::ReasonOf(served.Reject(id).status()) ==
        Reason::REASON_WRONG_STATE);

  const std::string other = served.Propose(Lenient(3))->proposal_id();
  const auto rejected = served.Reject(other);
  REQUIRE(rejected.ok());
  CHECK(rejected->close_reason() == "不妥");
  CHECK(base::ReasonOf(served.Approve(other).status()) ==
        Reason::REASON_WRONG_STATE);
  served.bench.PassTime();
  CHECK(served.Propose(Lenient(3))->proposal_id() != other);
}

TEST_CASE("A version that was in force, or is lower, cannot be proposed") {
  Served served;
  CHECK(base::ReasonOf(served.Propose(ShippedText()).status()) ==
        Reason::REASON_POLICY_VERSION);
  REQUIRE(served.Approve(served.Propose(Lenient(3))->proposal_id()).ok());
  CHECK(base::ReasonOf(served.Propose(Lenient(2)).status()) ==
        Reason::REASON_POLICY_VERSION);
}

TEST_CASE("A proposal that was overtaken is not approved") {
  Served served;
  const std::string first = served.Propose(Lenient(2))->proposal_id();
  const std::string second = served.Propose(Lenient(3))->proposal_id();
  REQUIRE(served.Approve(second).ok());
  CHECK(base::ReasonOf(served.Approve(first).status()) ==
        Reason::REASON_POLICY_REPLACED);
  CHECK(served.InForce().policy().version() == 3);
}

TEST_CASE("A candidate that cannot stand is refused with its place") {
  Served served;
  const std::size_t entries = served.bench.Log().size();
  const auto [was, becomes, told] =
      GENERATE(table<const char*, const char*, const char*>(
          {{"version: 1", "version: x", "line 5, column 10"},
           {"version: 1", "verzion: 1", "verzion"},
           {"EDITION_CLEAN_ONLY", "EDITION_KIND", "EDITION_KIND"},
           {"RECORD_KIND_DEFAULTER]", "180]", "no kind was declared"},
           {"warning_counts: true", "", "warning_counts"}}));
  const auto refused = served.Propose(absl::StrReplaceAll(
      Lenient(2), {{was, becomes}, {"version: 2", becomes}}));
  INFO(refused.status());
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_INVALID_FIELD);
  CHECK(served.bench.Log().size() == entries);
  CHECK(served.InForce().policy().version() == 1);
}

TEST_CASE("Wrong calls are refused, and validation changes nothing") {
  Served served;
  const std::size_t entries = served.bench.Log().size();
  CHECK(served.Propose(Lenient(2), true)->differences_size() == 2);
  CHECK(served.bench.Log().size() == entries);
  CHECK(base::ReasonOf(served.Propose(std::string(70'000, '#')).status()) ==
        Reason::REASON_INVALID_FIELD);
  CHECK(base::ReasonOf(served.Approve("none").status()) ==
        Reason::REASON_PROPOSAL_NOT_FOUND);
  const std::string id = served.Propose(Lenient(2))->proposal_id();
  CHECK(base::ReasonOf(served.Reject(id, " ").status()) ==
        Reason::REASON_INVALID_FIELD);
  v1::GetPolicyRequest unknown;
  unknown.set_policy_id("national-2025");
  CHECK(
      base::ReasonOf(served.Call(&Served::Stub::GetPolicy, unknown).status()) ==
      Reason::REASON_POLICY_NOT_FOUND);
}

TEST_CASE("Policies and proposals are listed page by page") {
  Served served;
  for (int version = 2; version <= 4; ++version) {
    const auto proposal = served.Propose(Lenient(version));
    if (version < 4) REQUIRE(served.Approve(proposal->proposal_id()).ok());
  }
  v1::ListPoliciesRequest request;
  request.set_page_size(2);
  const auto first = served.Call(&Served::Stub::ListPolicies, request);
  REQUIRE(first->policies_size() == 2);
  CHECK(first->policies(0).policy().version() == 1);
  CHECK_FALSE(first->policies(0).in_force());
  request.set_page_token(first->next_page_token());
  const auto rest = served.Call(&Served::Stub::ListPolicies, request);
  REQUIRE(rest->policies_size() == 1);
  CHECK(rest->policies(0).in_force());
  CHECK(rest->next_page_token().empty());

  v1::ListPolicyProposalsRequest open;
  open.set_state(PolicyProposal::STATE_OPEN);
  const auto proposals = served.Call(&Served::Stub::ListPolicyProposals, open);
  REQUIRE(proposals->proposals_size() == 1);
  CHECK(proposals->proposals(0).policy().version() == 4);
}

TEST_CASE("The policy past its end alerts the administrator") {
  Served served;
  CHECK(served.InForce().alerts().empty());
  served.now = absl::FromCivil(absl::CivilDay(2026, 9, 1), absl::UTCTimeZone());
  REQUIRE(served.InForce().alerts_size() == 1);
  CHECK(served.InForce().alerts(0).kind() == PolicyAlert::KIND_ENDS_SOON);
  served.now =
      absl::FromCivil(absl::CivilDay(2026, 11, 29), absl::UTCTimeZone());
  const ActivatedPolicy ended = served.InForce();
  REQUIRE(ended.alerts_size() == 1);
  CHECK(ended.alerts(0).kind() == PolicyAlert::KIND_ENDED_CONTINUES);
  CHECK(absl::StrContains(ended.alerts(0).message(), "2026-09-30"));
}

TEST_CASE("What became of policies is found again in the log alone") {
  Served served;
  REQUIRE(served.Approve(served.Propose(Lenient(2))->proposal_id()).ok());
  const std::vector<changelog::v1::Change> log = served.bench.Log();
  Bench other;
  View rebuilt(other.store());

  // All that is there concerns everybody: the first part is partition 0's.
  for (std::size_t i = 0; i < log.size() / Bench::kPartitions; ++i) {
    REQUIRE(ApplyToPolicies(log[i], rebuilt).ok());
  }

  const auto policy = PolicyInForce(rebuilt);
  REQUIRE(policy->has_value());
  CHECK((*policy)->policy().version() == 2);
  CHECK((*policy)->proposer() == "a");
  CHECK((*policy)->approver() == "b");
  CHECK(AllProposals(rebuilt)->size() == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
