#include "services/ingestion/objection_service.h"

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/record/dossier.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/objection_act.h"
#include "services/ingestion/objections.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using v1::Objection;

constexpr char kUuid[] = "0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01";

absl::Time TestTime() { return absl::FromUnixSeconds(1'790'000'000); }

// Record id of the only record of a bench.
std::string OnlyRecord(const Bench& bench) {
  for (const auto& change : bench.Log()) {
    if (change.has_record_put()) return change.record_put().record_id();
  }
  FAIL("no record");
  return "";
}

// One subject with one record, called by `clerk`, through whom the portal comes
// as well.
class Served {
 public:
  Served()
      : trail(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            rpc::AllowAs("clerk"), [](const rpc::CallRecord&) {}, executor_),
        service_(bench.store(), bench.writer(), *trail, Actors(), MakeJudge(),
                 gate_, TestTime),
        server_({&service_}) {
    REQUIRE(bench.Judge(RegistrationRow(code, "甲公司")).ok());
    REQUIRE(bench.Judge(PenaltyRow(code, "甲公司", "1号")).ok());
  }

  v1::FileObjectionRequest Filing() const {
    v1::FileObjectionRequest request;
    request.set_record(
        absl::StrCat("subjects/", code, "/records/", OnlyRecord(bench)));
    request.set_statement("不是本公司");
    *request.mutable_ground() = Ground(code);
    request.set_request_id(kUuid);
    return request;
  }

  access::v1::Ground Ground(const std::string& subject) const {
    return *access::AssertSubject(key_, "portal", subject, "li", TestTime());
  }

  template <typename Response, typename Method, typename Request>
  absl::StatusOr<Response> Call(Method method, const Request& request) {
    grpc::ClientContext context;
    Response response;
    const auto status = ((*stub_).*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  absl::StatusOr<Objection> File(const v1::FileObjectionRequest& request) {
    return Call<Objection>(&v1::ObjectionService::Stub::FileObjection, request);
  }
  absl::StatusOr<Objection> Answer(const v1::AnswerObjectionRequest& request) {
    return Call<Objection>(&v1::ObjectionService::Stub::AnswerObjection,
                           request);
  }
  absl::StatusOr<v1::ListObjectionsResponse> List(const std::string& parent,
                                                  Objection::State state) {
    v1::ListObjectionsRequest request;
    request.set_parent(parent);
    request.set_state(state);
    *request.mutable_ground() = Ground(code);
    return Call<v1::ListObjectionsResponse>(
        &v1::ObjectionService::Stub::ListObjections, request);
  }

  Bench bench;
  std::unique_ptr<audit::Trail> trail;
  const std::string code = CompanyCode(1);

 private:
  static SourceActors Actors() {
    return SourceActors(
        *rpc::AllowList::Make("creditproof.ingestion.v1.SourceService", {}));
  }

  access::Judge MakeJudge() const {
    const std::string file = (bench.directory() / "portal.pem").string();
    REQUIRE(base::WriteFile(file, key_.verifying_key().Pem()).ok());
    config::v1::Grounds grounds;
    config::v1::AssertionKey& portal = *grounds.add_assertion_keys();
    portal.set_key_id("portal");
    portal.set_public_key_file("portal.pem");
    portal.add_clients("clerk");
    return *access::Judge::Make(grounds, bench.directory());
  }

  crypto::SigningKey key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  rpc::Executor executor_{4, 16};
  rpc::Gate gate_;
  ObjectionServiceImpl service_;
  rpc::UnixServer server_;
  std::unique_ptr<v1::ObjectionService::Stub> stub_ =
      v1::ObjectionService::NewStub(server_.Connect());
};

v1::AnswerObjectionRequest AnswerTo(const Objection& objection) {
  v1::AnswerObjectionRequest request;
  request.set_name(objection.name());
  request.set_answer("经核实无误");
  return request;
}

TEST_CASE(
    "An objection is filed once, listed by source and subject, answered") {
  Served served;
  const auto filed = served.File(served.Filing());
  REQUIRE(filed.ok());
  CHECK(filed->state() == Objection::STATE_OPEN);
  const std::size_t entries = served.bench.Log().size();
  const auto again = served.File(served.Filing());
  REQUIRE(again.ok());
  CHECK(again->name() == filed->name());
  CHECK(served.bench.Log().size() == entries);
  for (const std::string& parent :
       {std::string("sources/penalties"), "subjects/" + served.code}) {
    const auto open = served.List(parent, Objection::STATE_OPEN);
    REQUIRE(open.ok());
    REQUIRE(open->objections_size() == 1);
    CHECK(open->objections(0).statement() == "不是本公司");
  }

  const auto answered = served.Answer(AnswerTo(*filed));

  REQUIRE(answered.ok());
  CHECK(answered->state() == Objection::STATE_REJECTED);
  CHECK(served.Answer(AnswerTo(*filed)).ok());
  CHECK(served.List("sources/penalties", Objection::STATE_OPEN)
            ->objections()
            .empty());
  std::vector<std::string> audited;
  const auto entries_of_trail = served.trail->Read(1, 20);
  for (const auto& entry : *entries_of_trail) {
    audited.push_back(entry.method() + " " + entry.ground());
  }
  CHECK(audited.front() == "FileObjection SUBJECT");
  CHECK(audited.back() == "ListObjections SOURCE");
  CHECK(audited.size() == 7);
}

TEST_CASE("What may not be objected to is refused, saying why") {
  Served served;
  v1::FileObjectionRequest request = served.Filing();
  Reason reason = Reason::REASON_INVALID_FIELD;
  SECTION("another's assertion") {
    *request.mutable_ground() = served.Ground(CompanyCode(2));
    reason = Reason::REASON_GROUND_REFUSED;
  }
  SECTION("another's record") {
    request.set_record("subjects/" + CompanyCode(2) + "/records/" +
                       OnlyRecord(served.bench));
    *request.mutable_ground() = served.Ground(CompanyCode(2));
    reason = Reason::REASON_RECORD_NOT_FOUND;
  }
  SECTION("a withdrawn record") {
    intake::Row row = PenaltyRow(served.code, "甲公司", "1号");
    row.update = intake::Update::kWithdraw;
    REQUIRE(served.bench.Judge(row).ok());
    reason = Reason::REASON_WRONG_STATE;
  }
  SECTION("a record that is objected to") {
    REQUIRE(served.File(request).ok());
    request.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02");
    reason = Reason::REASON_WRONG_STATE;
  }
  SECTION("the id of another request") {
    REQUIRE(served.File(request).ok());
    request.set_statement("另一件事");
    reason = Reason::REASON_REQUEST_ID_REUSED;
  }
  SECTION("too much said") {
    std::string statement;
    for (int i = 0; i < 2001; ++i) statement += "字";
    request.set_statement(statement);
  }
  CHECK(base::ReasonOf(served.File(request).status()) == reason);
}

TEST_CASE("An identity number in a statement goes no further") {
  Served served;
  v1::FileObjectionRequest request = served.Filing();
  request.set_statement("本人110101199003070134，不是当事人");
  const auto filed = served.File(request);
  REQUIRE(filed.ok());
  for (const auto& change : served.bench.Log()) {
    CHECK(change.SerializeAsString().find("199003070134") == std::string::npos);
  }
}

TEST_CASE("An objection that is upheld may withdraw the record with it") {
  Served served;
  const auto filed = served.File(served.Filing());
  REQUIRE(filed.ok());
  v1::AnswerObjectionRequest request = AnswerTo(*filed);
  request.set_withdraw_record(true);
  CHECK(base::ReasonOf(served.Answer(request).status()) ==
        Reason::REASON_INVALID_FIELD);
  request.set_upheld(true);
  REQUIRE(served.Answer(request).ok());
  int withdrawn = 0;
  for (const auto& change : served.bench.Log()) {
    withdrawn += change.has_record_withdrawn();
  }
  CHECK(withdrawn == 1);
  CHECK(served.Answer(request).ok());  // the same again
  request.set_withdraw_record(false);
  CHECK(base::ReasonOf(served.Answer(request).status()) ==
        Reason::REASON_WRONG_STATE);
  request.set_withdraw_record(true);
  request.set_answer("改口");
  CHECK(base::ReasonOf(served.Answer(request).status()) ==
        Reason::REASON_WRONG_STATE);
}

TEST_CASE("A record that an answer withdraws holds nobody else any more") {
  Served served;
  REQUIRE(served.bench.Judge(RegistrationRow(CompanyCode(2), "乙公司")).ok());
  intake::Row row = PenaltyRow(served.code, "乙公司", "1号");
  REQUIRE(served.bench.Judge(row).ok());
  REQUIRE(served.bench.Held() == std::set<std::string>{CompanyCode(2)});
  const auto filed = served.File(served.Filing());
  REQUIRE(filed.ok());
  v1::AnswerObjectionRequest request = AnswerTo(*filed);
  request.set_upheld(true);
  request.set_withdraw_record(true);

  REQUIRE(served.Answer(request).ok());

  CHECK(served.bench.Held().empty());
}

TEST_CASE("Who may not look at objections is written down before he is told") {
  Served served;
  v1::ListObjectionsRequest request;
  request.set_parent("subjects/" + CompanyCode(2));
  *request.mutable_ground() = served.Ground(served.code);
  const auto refused = served.Call<v1::ListObjectionsResponse>(
      &v1::ObjectionService::Stub::ListObjections, request);
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_GROUND_REFUSED);
  request.set_parent("sources/nobody");
  CHECK_FALSE(served
                  .Call<v1::ListObjectionsResponse>(
                      &v1::ObjectionService::Stub::ListObjections, request)
                  .ok());
  const auto entries = served.trail->Read(1, 10);
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(0).outcome() == "GROUND_REFUSED");
  CHECK(entries->at(1).outcome() == "NOT_FOUND");
}

// Random filings and answers, with rows between and a log that fails.
TEST_CASE(
    "By the log alone, a record is objected exactly while an objection to it "
    "is open") {
  const unsigned seed = GENERATE(range(1u, 7u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random);
  };
  Bench bench;
  const std::string code = CompanyCode(1);
  REQUIRE(bench.Judge(RegistrationRow(code, "甲公司")).ok());
  std::map<std::string, std::string> open;  // record id -> objection name
  std::vector<std::string> records;
  for (int n = 0; n < 3; ++n) {
    REQUIRE(
        bench.Judge(PenaltyRow(code, "甲公司", absl::StrCat(n, "号"))).ok());
  }
  for (const auto& change : bench.Log()) {
    if (change.has_record_put()) {
      records.push_back(change.record_put().record_id());
    }
  }
  const auto surely = [&](std::function<absl::Status(Act&)> decide) {
    bench.FailAppendsAfter(below(2) - 1, below(2) == 0);
    absl::Status done = bench.writer().Do(decide);
    bench.FailAppendsAfter(-1, false);
    if (absl::IsUnavailable(done)) {
      if (below(2) == 0) bench.Reopen();
      done = bench.writer().Do(decide);
    }
    return done;
  };
  for (int move = 0; move < 40; ++move) {
    const std::string& record = records[static_cast<std::size_t>(below(3))];
    if (below(3) == 0) {
      intake::Row row =
          PenaltyRow(code, "甲公司", absl::StrCat(below(3), "号"));
      row.record->set_content(absl::StrCat(move));
      REQUIRE(bench.Judge(row).ok());
    } else if (open.count(record) == 0) {
      REQUIRE(surely([&](Act& act) -> absl::Status {
                auto filed = FileObjection({*CreditCode::Parse(code), record,
                                            "不服", absl::StrCat(move)},
                                           {"portal", "li", "SUBJECT"}, act);
                if (filed.ok()) open[record] = filed->name();
                return filed.status();
              }).ok());
    } else {
      const auto item = ParseSourceItem("name", open[record], kObjectionsOf);
      REQUIRE(surely([&](Act& act) {
                return AnswerObjection({*item, "答复", true, false},
                                       {"clerk", "clerk", "SOURCE"}, act)
                    .status();
              }).ok());
      open.erase(record);
    }
    record::v1::SubjectDossier dossier;
    for (const auto& change : bench.Log()) {
      if (change.credit_code() == code) record::ApplyChange(change, 1, dossier);
    }
    REQUIRE(dossier.records_size() == 3);
    for (const auto& current : dossier.records()) {
      const std::string& id = current.record().record_id();
      CHECK(current.state().objected() == (open.count(id) > 0));
      CHECK(*IsObjected(View(bench.store()), id) == (open.count(id) > 0));
    }
  }
}

}  // namespace
}  // namespace creditproof::ingestion
