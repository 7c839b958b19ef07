#include "services/ingestion/bar_service.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/record/dossier.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/caller_for_test.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using changelog::v1::Change;
using v1::Appeal;
using v1::Bar;

// 2026-09-21 in China.
constexpr char kToday[] = "2026-09-21";
constexpr char kYesterday[] = "2026-09-20";

// The bars of a bench, over real gRPC.
class Served {
 public:
  using Stub = v1::BarService::Stub;

  Served() { Start(); }

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

  v1::ProposeBarRequest Barring(const std::string& until = "") const {
    v1::ProposeBarRequest request;
    request.set_credit_code(code);
    request.set_reason("伪造信用报告");
    request.set_until_date(until);
    request.mutable_evidence()->set_text("招标窗口收到，核验为 05");
    request.mutable_evidence()->set_pdf("%PDF-1.7 forged");
    return request;
  }

  absl::StatusOr<Bar> Propose(const std::string& until = "") {
    return Call(&Stub::ProposeBar, Barring(until));
  }
  absl::StatusOr<Bar> Approve(const std::string& id,
                              const std::vector<std::string>& as = {"b"}) {
    v1::ApproveBarProposalRequest request;
    request.set_proposal_id(id);
    return Call(&Stub::ApproveBarProposal, request, as);
  }
  absl::StatusOr<Bar> Reject(const std::string& id) {
    v1::RejectBarProposalRequest request;
    request.set_proposal_id(id);
    request.set_reason("证据不足");
    return Call(&Stub::RejectBarProposal, request);
  }
  absl::StatusOr<Bar> ProposeLift(const std::string& id,
                                  const std::string& reason = "查明系误判") {
    v1::ProposeLiftRequest request;
    request.set_bar_id(id);
    request.set_reason(reason);
    return Call(&Stub::ProposeLift, request);
  }
  absl::StatusOr<Bar> AppealAs(const std::string& subject,
                               const std::string& statement = "不是我们做的") {
    v1::FileAppealRequest request;
    request.set_credit_code(code);
    request.set_statement(statement);
    *request.mutable_ground() = Ground(subject);
    return Call(&Stub::FileAppeal, request, {"portal"});
  }
  absl::StatusOr<Bar> Dismiss(const std::string& id,
                              const std::vector<std::string>& as = {"b"}) {
    v1::DismissAppealRequest request;
    request.set_bar_id(id);
    request.set_answer("证据确凿");
    return Call(&Stub::DismissAppeal, request, as);
  }
  std::vector<Bar> List(Bar::State state = Bar::STATE_UNSPECIFIED) {
    v1::ListBarsRequest request;
    request.set_state(state);
    const auto listed = Call(&Stub::ListBars, request);
    REQUIRE(listed.ok());
    return {listed->bars().begin(), listed->bars().end()};
  }
  std::vector<Bar> ListOwn() {
    v1::ListSubjectBarsRequest request;
    request.set_credit_code(code);
    *request.mutable_ground() = Ground(code);
    const auto listed = Call(&Stub::ListSubjectBars, request, {"portal"});
    REQUIRE(listed.ok());
    return {listed->bars().begin(), listed->bars().end()};
  }

  // One that two administrators approved.
  Bar InForce(const std::string& until = "") {
    const auto proposed = Propose(until);
    REQUIRE(proposed.ok());
    const auto bar = Approve(proposed->bar_id());
    REQUIRE(bar.ok());
    REQUIRE(bar->state() == Bar::STATE_IN_FORCE);
    return *bar;
  }

  access::v1::Ground Ground(const std::string& subject) const {
    return *access::AssertSubject(key_, "portal", subject, "li", bench.now());
  }

  // As after a kill.
  void Restart() {
    stub_.reset();
    server_.reset();
    service_.reset();
    trail_.reset();
    bench.Reopen();
    Start();
  }

  // By the log alone.
  record::v1::SubjectDossier Dossier() const {
    record::v1::SubjectDossier dossier;
    for (const Change& change : bench.Log()) {
      if (change.credit_code() == code) record::ApplyChange(change, 1, dossier);
    }
    return dossier;
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

 private:
  void Start() {
    trail_ = *audit::Trail::Open(bench.store(), kAudit);
    service_ = std::make_unique<BarServiceImpl>(
        AuditedCalls(bench.store(), bench.writer(), *trail_,
                     SourceActors(*rpc::AllowList::Make("none", {})),
                     [this] { return bench.now(); }),
        MakeJudge(), gate_);
    server_ = std::make_unique<rpc::UnixServer>(
        std::initializer_list<grpc::Service*>{service_.get()});
    stub_ = v1::BarService::NewStub(server_->Connect());
  }

  access::Judge MakeJudge() const {
    const std::string file = (bench.directory() / "portal.pem").string();
    REQUIRE(base::WriteFile(file, key_.verifying_key().Pem()).ok());
    config::v1::Grounds grounds;
    config::v1::AssertionKey& portal = *grounds.add_assertion_keys();
    portal.set_key_id("portal");
    portal.set_public_key_file("portal.pem");
    portal.add_clients("portal");
    return *access::Judge::Make(grounds, bench.directory());
  }

  crypto::SigningKey key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  rpc::Executor executor_{4, 16};
  const rpc::Gate gate_{CallerSaid, [](const rpc::CallRecord&) {}, executor_};
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<BarServiceImpl> service_;
  std::unique_ptr<rpc::UnixServer> server_;
  std::unique_ptr<Stub> stub_;
};

Reason ReasonOf(const absl::StatusOr<Bar>& answer) {
  return base::ReasonOf(answer.status());
}

TEST_CASE("A subject is barred when a second administrator approves") {
  Served served;
  const auto proposed = served.Propose("2027-03-31");
  REQUIRE(proposed.ok());
  CHECK(proposed->state() == Bar::STATE_PROPOSED);
  CHECK(proposed->evidence_pdf_sha256() == crypto::Sha256("%PDF-1.7 forged"));
  CHECK(served.bench.Count(Change::kSubjectBarred) == 0);
  CHECK(served.ListOwn().empty());  // a suspicion is told to nobody

  const auto barred = served.Approve(proposed->bar_id());

  REQUIRE(barred.ok());
  CHECK(barred->state() == Bar::STATE_IN_FORCE);
  CHECK(served.Dossier().bar_reason() == "伪造信用报告");
  CHECK(served.Dossier().bar_until_date() == "2027-03-31");
  const std::vector<Change> log = served.bench.Log();
  const Change& change =
      *std::find_if(log.begin(), log.end(),
                    [](const Change& one) { return one.has_subject_barred(); });
  CHECK(change.subject_barred().bar_id() == proposed->bar_id());
  CHECK(change.subject_barred().proposer() == "a");
  CHECK(change.provenance().client() == "b");
  CHECK(served.audited("ApproveBarProposal") == 1);
  CHECK(served.audited("STATE_IN_FORCE") == 1);
  CHECK(served.audited(served.code) == 3);  // the subject's own look as well
}

TEST_CASE("Who proposed a bar cannot approve it, by no name of theirs") {
  Served served;
  const auto proposed = served.Propose();
  REQUIRE(proposed.ok());
  const auto [as, reason] = GENERATE(table<std::vector<std::string>, Reason>({
      {{"a"}, Reason::REASON_SAME_ADMINISTRATOR},
      {{"b", "a"}, Reason::REASON_SAME_ADMINISTRATOR},
  }));
  CHECK(ReasonOf(served.Approve(proposed->bar_id(), as)) == reason);
  CHECK(served.bench.Count(Change::kSubjectBarred) == 0);
  CHECK(served.audited("PERMISSION_DENIED") == 1);

  const Bar bar = *served.Approve(proposed->bar_id());
  const auto lift = served.ProposeLift(bar.bar_id());
  REQUIRE(lift.ok());
  CHECK(ReasonOf(served.Approve(lift->lift().proposal_id(), as)) == reason);
  CHECK_FALSE(served.Dossier().bar_reason().empty());
}

TEST_CASE("What was proposed, approved or rejected twice happens once") {
  Served served;
  const auto first = served.Propose();
  const auto again = served.Propose();
  REQUIRE(again.ok());
  CHECK(again->bar_id() == first->bar_id());
  CHECK(served.List().size() == 1);
  REQUIRE(served.Approve(first->bar_id()).ok());
  REQUIRE(served.Approve(first->bar_id()).ok());
  CHECK(served.bench.Count(Change::kSubjectBarred) == 1);

  const auto lift = served.ProposeLift(first->bar_id());
  CHECK(served.ProposeLift(first->bar_id())->lift().proposal_id() ==
        lift->lift().proposal_id());
  // An approval of the bar that comes again does not lift it.
  REQUIRE(served.Approve(first->bar_id()).ok());
  CHECK(served.bench.Count(Change::kSubjectUnbarred) == 0);
  REQUIRE(served.Approve(lift->lift().proposal_id()).ok());
  const auto lifted = served.Approve(lift->lift().proposal_id());
  REQUIRE(lifted.ok());
  CHECK(lifted->state() == Bar::STATE_LIFTED);
  CHECK(served.bench.Count(Change::kSubjectUnbarred) == 1);
  CHECK(served.Dossier().bar_reason().empty());
}

TEST_CASE("What was rejected or overtaken is not approved") {
  Served served;
  SECTION("a rejected bar") {
    const auto bar = served.Propose();
    REQUIRE(served.Reject(bar->bar_id())->state() == Bar::STATE_REJECTED);
    CHECK(served.Reject(bar->bar_id()).ok());
    CHECK(ReasonOf(served.Approve(bar->bar_id())) ==
          Reason::REASON_WRONG_STATE);
    CHECK(served.Propose().ok());  // anew
  }
  SECTION("a bar whose last day is over") {
    const auto bar = served.Propose(kToday);
    served.bench.PassTime(absl::Hours(24));
    CHECK(ReasonOf(served.Approve(bar->bar_id())) ==
          Reason::REASON_WRONG_STATE);
  }
  SECTION("a lift of a bar that is over") {
    const Bar bar = served.InForce(kToday);
    const auto lift = served.ProposeLift(bar.bar_id());
    served.bench.PassTime(absl::Hours(24));
    CHECK(ReasonOf(served.Approve(lift->lift().proposal_id())) ==
          Reason::REASON_WRONG_STATE);
  }
  SECTION("a rejected lift, though another is open") {
    const Bar bar = served.InForce();
    const auto first = served.ProposeLift(bar.bar_id());
    REQUIRE(served.Reject(first->lift().proposal_id()).ok());
    REQUIRE(served.ProposeLift(bar.bar_id(), "另有证据").ok());
    CHECK(ReasonOf(served.Approve(first->lift().proposal_id())) ==
          Reason::REASON_WRONG_STATE);
    CHECK(served.bench.Count(Change::kSubjectUnbarred) == 0);
  }
  SECTION("an approved bar is not rejected") {
    const Bar bar = served.InForce();
    CHECK(ReasonOf(served.Reject(bar.bar_id())) == Reason::REASON_WRONG_STATE);
  }
  SECTION("another id") {
    CHECK(ReasonOf(served.Approve(std::string(32, '0'))) ==
          Reason::REASON_PROPOSAL_NOT_FOUND);
  }
}

TEST_CASE("Who is barred is not barred again before the end") {
  Served served;
  const Bar bar = served.InForce(kToday);
  CHECK(ReasonOf(served.Propose()) == Reason::REASON_WRONG_STATE);

  served.bench.PassTime(absl::Hours(24));

  CHECK(served.List(Bar::STATE_IN_FORCE).empty());
  REQUIRE(served.List(Bar::STATE_EXPIRED).size() == 1);
  CHECK(served.List(Bar::STATE_EXPIRED)[0].bar_id() == bar.bar_id());
  CHECK(served.Propose().ok());
}

TEST_CASE("What is no bar is refused, and the field is named") {
  Served served;
  v1::ProposeBarRequest request = served.Barring();
  std::string field;
  SECTION("no code") {
    request.set_credit_code("9123");
    field = "credit_code";
  }
  SECTION("a blank reason") {
    request.set_reason(" 　");  // full-width, too
    field = "reason";
  }
  SECTION("a day that is over") {
    request.set_until_date(kYesterday);
    field = "until_date";
  }
  SECTION("no day") {
    request.set_until_date("2027-02-30");
    field = "until_date";
  }
  SECTION("evidence without words") {
    request.mutable_evidence()->clear_text();
    field = "evidence.text";
  }
  SECTION("a file too large") {
    request.mutable_evidence()->set_pdf(std::string((5 << 20) + 1, 'x'));
    field = "evidence.pdf";
  }
  const auto refused = served.Call(&Served::Stub::ProposeBar, request);
  CHECK(ReasonOf(refused) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(refused.status().message(), field));
}

TEST_CASE("Evidence of 5 MiB is kept, and every look at it is audited") {
  Served served;
  v1::ProposeBarRequest request = served.Barring();
  request.mutable_evidence()->set_pdf(std::string(5 << 20, 'x'));
  const auto bar = served.Call(&Served::Stub::ProposeBar, request);
  REQUIRE(bar.ok());
  served.Restart();
  v1::GetEvidenceRequest asked;
  asked.set_bar_id(bar->bar_id());

  const auto evidence = served.Call(&Served::Stub::GetEvidence, asked);

  REQUIRE(evidence.ok());
  CHECK(evidence->pdf() == request.evidence().pdf());
  CHECK(evidence->text() == request.evidence().text());
  CHECK(served.audited("GetEvidence") == 1);
  asked.set_bar_id(std::string(32, '0'));
  CHECK(
      base::ReasonOf(served.Call(&Served::Stub::GetEvidence, asked).status()) ==
      Reason::REASON_PROPOSAL_NOT_FOUND);
  CHECK(served.audited("GetEvidence") == 2);
}

TEST_CASE("An appeal is the subject's, and lifts the bar or is dismissed") {
  Served served;
  CHECK(ReasonOf(served.AppealAs(served.code)) == Reason::REASON_WRONG_STATE);
  const Bar bar = served.InForce();
  CHECK(ReasonOf(served.AppealAs(CompanyCode(2))) ==
        Reason::REASON_GROUND_REFUSED);
  CHECK(served.audited("GROUND_REFUSED") == 1);
  const auto appealed = served.AppealAs(served.code);
  REQUIRE(appealed.ok());
  CHECK(appealed->appeal().state() == Appeal::STATE_OPEN);
  CHECK(served.AppealAs(served.code).ok());
  CHECK(ReasonOf(served.AppealAs(served.code, "另有证据")) ==
        Reason::REASON_WRONG_STATE);

  SECTION("lifted") {
    const auto lift = served.ProposeLift(bar.bar_id());
    const auto lifted = served.Approve(lift->lift().proposal_id());
    REQUIRE(lifted.ok());
    CHECK(lifted->appeal().state() == Appeal::STATE_UPHELD);
    CHECK(lifted->appeal().answer() == "查明系误判");
    CHECK(served.Dossier().bar_reason().empty());
    REQUIRE(served.ListOwn().size() == 1);
    CHECK(served.ListOwn()[0].state() == Bar::STATE_LIFTED);
  }
  SECTION("dismissed, but not by who proposed the bar") {
    CHECK(ReasonOf(served.Dismiss(bar.bar_id(), {"a"})) ==
          Reason::REASON_SAME_ADMINISTRATOR);
    REQUIRE(served.Dismiss(bar.bar_id()).ok());
    CHECK(served.Dismiss(bar.bar_id()).ok());
    CHECK(served.AppealAs(served.code)->appeal().state() ==
          Appeal::STATE_DISMISSED);
    CHECK(served.AppealAs(served.code, "另有证据")->appeal().state() ==
          Appeal::STATE_OPEN);
    CHECK_FALSE(served.Dossier().bar_reason().empty());
  }
}

TEST_CASE("An appeal that nobody answered lapses with its bar") {
  Served served;
  const Bar bar = served.InForce(kToday);
  REQUIRE(served.AppealAs(served.code).ok());
  CHECK(served.ListOwn()[0].appeal().state() == Appeal::STATE_OPEN);

  served.bench.PassTime(absl::Hours(24));

  const Appeal appeal = served.ListOwn().at(0).appeal();
  CHECK(appeal.state() == Appeal::STATE_LAPSED);
  CHECK(absl::StrContains(appeal.answer(), kToday));
  CHECK(appeal.close_time().seconds() ==
        absl::ToUnixSeconds(
            absl::FromCivil(absl::CivilDay(2026, 9, 22), base::ChinaTime())));
  CHECK(ReasonOf(served.Dismiss(bar.bar_id())) == Reason::REASON_WRONG_STATE);
  CHECK(ReasonOf(served.AppealAs(served.code)) == Reason::REASON_WRONG_STATE);
}

TEST_CASE("The subject sees neither evidence nor administrators") {
  Served served;
  const Bar bar = served.InForce();
  REQUIRE(served.AppealAs(served.code).ok());
  REQUIRE(served.Dismiss(bar.bar_id()).ok());
  REQUIRE(served.ProposeLift(bar.bar_id()).ok());

  const auto own = served.ListOwn();

  REQUIRE(own.size() == 1);
  CHECK(own[0].decision().reason() == "伪造信用报告");
  CHECK(own[0].appeal().answer() == "证据确凿");
  CHECK(own[0].decision().proposer().empty());
  CHECK(own[0].decision().closer().empty());
  CHECK(own[0].appeal().closer().empty());
  CHECK(own[0].evidence_pdf_sha256().empty());
  CHECK_FALSE(own[0].has_lift());  // only proposed
}

TEST_CASE("An approval of unknown outcome bars once or not at all") {
  const bool having_appended = GENERATE(false, true);
  Served served;
  const auto proposed = served.Propose();
  REQUIRE(proposed.ok());
  served.bench.FailAppendsAfter(0, having_appended);
  CHECK_FALSE(served.Approve(proposed->bar_id()).ok());
  served.Restart();

  const bool barred = served.bench.Count(Change::kSubjectBarred) == 1;
  CHECK(barred == (served.List()[0].state() == Bar::STATE_IN_FORCE));
  REQUIRE(served.Approve(proposed->bar_id()).ok());
  CHECK(served.bench.Count(Change::kSubjectBarred) == 1);
  CHECK(served.List()[0].state() == Bar::STATE_IN_FORCE);
}

}  // namespace
}  // namespace creditproof::ingestion
