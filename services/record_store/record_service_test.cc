#include "services/record_store/record_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/record/dossier.h"
#include "libs/rpc/status.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"
#include "services/record_store/families.h"

namespace creditproof::record_store {
namespace {

using base::Reason;
using changelog::DecodedEntry;
using changelog::v1::Change;
using record::v1::DiffRevisionsRequest;
using record::v1::DiffRevisionsResponse;
using record::v1::GetSubjectRequest;
using record::v1::ListRevisionsRequest;
using record::v1::ListRevisionsResponse;
using record::v1::RecordState;
using record::v1::Revision;
using record::v1::SubjectDossier;

constexpr char kCode[] = "91230103TE00000103";
constexpr char kOtherCode[] = "91230199TE00000292";
constexpr char kClient[] = "admin.creditproof";

Change Registered(const char* name) {
  Change change;
  change.set_credit_code(kCode);
  change.mutable_registration()->set_name(name);
  return change;
}

Change Put(const char* record_id, record::v1::Area area) {
  Change change;
  change.set_credit_code(kCode);
  change.mutable_record_put()->set_record_id(record_id);
  change.mutable_record_put()->set_area(area);
  return change;
}

Change Repaired(const char* record_id) {
  Change change;
  change.set_credit_code(kCode);
  change.mutable_record_repaired()->set_record_id(record_id);
  return change;
}

constexpr int kArrears = 100;

// For everybody.
Change Declared(const char* name) {
  Change change;
  record::v1::DeclaredKind& kind =
      *change.mutable_kind_declared()->mutable_kind();
  kind.set_kind_id("tax-arrears");
  kind.set_number(kArrears);
  kind.set_display_name(name);
  return change;
}

Change InArrears(const char* record_id) {
  Change change = Put(record_id, record::v1::AREA_TAXATION);
  change.mutable_record_put()->set_kind(
      static_cast<record::v1::RecordKind>(kArrears));
  return change;
}

// For everybody: at position 3, between changes of the subject.
Change Source() {
  Change change;
  change.mutable_source_state()->set_source_id("penalties");
  return change;
}

// When the entry at `position` is appended.
absl::Time TimeOf(std::uint64_t position) {
  return absl::FromUnixSeconds(1'790'000'000 + 60 * std::int64_t(position));
}

// The service over one partition, fed by hand.
class Fixture {
 public:
  explicit Fixture(rocksdb::Env* env = nullptr) { Start(env); }
  ~Fixture() { Stop(); }

  void Restart(rocksdb::Env* env = nullptr) {
    Stop();
    Start(env);
  }

  void Apply(const std::vector<Change>& changes) {
    std::vector<DecodedEntry> entries;
    std::uint64_t position = history->Start(0).value().position;
    for (const Change& change : changes) {
      ++position;
      entries.push_back({position, "", TimeOf(position), change, "digest"});
    }
    REQUIRE(history->Apply(0, entries).ok());
  }

  absl::StatusOr<SubjectDossier> Get(const std::string& code,
                                     std::uint64_t as_of,
                                     const char* agency = "bureau") {
    GetSubjectRequest request;
    request.set_name("subjects/" + code);
    *request.mutable_ground() = DutyOf(agency);
    request.set_as_of_position(as_of);
    return Call(&Stub::GetSubject, request, SubjectDossier());
  }

  absl::StatusOr<SubjectDossier> GetAt(absl::Time as_of) {
    GetSubjectRequest request;
    request.set_name(absl::StrCat("subjects/", kCode));
    *request.mutable_ground() = DutyOf("bureau");
    request.mutable_as_of_time()->set_seconds(absl::ToUnixSeconds(as_of));
    return Call(&Stub::GetSubject, request, SubjectDossier());
  }

  absl::StatusOr<ListRevisionsResponse> List(const std::string& what,
                                             const char* agency = "bureau",
                                             int page_size = 0,
                                             const std::string& token = "") {
    ListRevisionsRequest request;
    request.set_name(absl::StrCat("subjects/", kCode, what));
    *request.mutable_ground() = DutyOf(agency);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return Call(&Stub::ListRevisions, request, ListRevisionsResponse());
  }

  absl::StatusOr<DiffRevisionsResponse> Diff(const std::string& what,
                                             std::uint64_t first,
                                             std::uint64_t second,
                                             const char* agency = "bureau") {
    DiffRevisionsRequest request;
    request.set_name(absl::StrCat("subjects/", kCode, what));
    *request.mutable_ground() = DutyOf(agency);
    request.set_first_position(first);
    request.set_second_position(second);
    return Call(&Stub::DiffRevisions, request, DiffRevisionsResponse());
  }

  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<History> history;

  // Entries of the log that are not applied yet.
  std::atomic<std::uint64_t> waiting = 0;

 private:
  using Stub = record::v1::RecordService::Stub;

  static access::v1::Ground DutyOf(const char* agency) {
    access::v1::Ground ground;
    ground.mutable_duty()->set_agency(agency);
    ground.mutable_duty()->set_scenario(
        record::v1::SCENARIO_POLICY_APPLICATION);
    return ground;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      const Request& request, Response response) {
    grpc::ClientContext context;
    const grpc::Status status =
        ((*stub_).*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  void Start(rocksdb::Env* env) {
    const auto partitions = PartitionSet::Make(1, {}).value();
    store_ =
        kv::Store::Open(folder_.path() / "data", FamilySpecs(), env).value();
    trail = audit::Trail::Open(*store_, kAudit).value();
    history = History::Open(*store_, partitions).value();
    service_ = std::make_unique<RecordServiceImpl>(*history, heads_, partitions,
                                                   MakeJudge(), *trail,
                                                   base::SystemClock(), gate_);
    const std::string address = "unix:" + (folder_.path() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    REQUIRE(server_ != nullptr);
    stub_ = record::v1::RecordService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }

  void Stop() {
    server_->Shutdown();
    server_.reset();
    service_.reset();
    history.reset();
    trail.reset();
    store_.reset();
  }

  // "bureau" may look at everything, "tax" at its own area.
  static access::Judge MakeJudge() {
    config::v1::Grounds grounds;
    for (const char* agency : {"bureau", "tax"}) {
      config::v1::Duty& duty = *grounds.add_duties();
      duty.set_agency(agency);
      duty.add_clients(kClient);
      duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
    }
    grounds.mutable_duties(1)->add_areas(record::v1::AREA_TAXATION);
    return access::Judge::Make(grounds, "").value();
  }

  testing::TempDirectory folder_;
  std::unique_ptr<kv::Store> store_;
  changelog::HeadReader heads_{[this]() -> absl::StatusOr<changelog::Heads> {
    return changelog::Heads{
        {0, history->progress().Applied(0).position + waiting}};
  }};
  rpc::Executor executor_{4, 64};
  rpc::Gate gate_{rpc::AllowAs(kClient), [](const rpc::CallRecord&) {},
                  executor_};
  std::unique_ptr<RecordServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<record::v1::RecordService::Stub> stub_;
};

const std::vector<Change> kLife = {
    Registered("旧名"), Put("a", record::v1::AREA_TAXATION),
    Source(),           Put("b", record::v1::AREA_EDUCATION),
    Repaired("a"),      Registered("新名")};

TEST_CASE("A subject is shown as of any position") {
  Fixture f;
  f.Apply(kLife);

  for (std::uint64_t position = 1; position <= kLife.size(); ++position) {
    SubjectDossier expected;
    for (std::uint64_t p = 1; p <= position; ++p) {
      record::ApplyChange(kLife[p - 1], p, expected);
    }
    expected.set_position(position);
    const auto shown = f.Get(kCode, position);
    REQUIRE(shown.ok());
    CHECK(shown->SerializeAsString() == expected.SerializeAsString());
  }
}

TEST_CASE("Without a position everything applied is shown") {
  Fixture f;
  f.Apply(kLife);

  const auto now = f.Get(kCode, 0);

  REQUIRE(now.ok());
  CHECK(now->position() == kLife.size());
  CHECK(now->registration().name() == "新名");
  REQUIRE(now->records_size() == 2);
  CHECK(now->records(0).state().kind() == RecordState::KIND_REPAIRED);
}

TEST_CASE("A position that is not applied yet is no past") {
  Fixture f;
  f.Apply(kLife);

  const absl::Status early = f.Get(kCode, kLife.size() + 1).status();

  CHECK(early.code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(early) == Reason::REASON_BEHIND_LOG);
}

TEST_CASE("Who was never named is not found, nor before it was") {
  Fixture f;
  f.Apply({Source()});
  f.Apply(kLife);

  CHECK(base::ReasonOf(f.Get(kOtherCode, 0).status()) ==
        Reason::REASON_SUBJECT_NOT_FOUND);
  CHECK(base::ReasonOf(f.Get(kCode, 1).status()) ==
        Reason::REASON_SUBJECT_NOT_FOUND);
}

TEST_CASE("A duty for one area sees the records of that area") {
  Fixture f;
  f.Apply(kLife);

  const auto shown = f.Get(kCode, 0, "tax");

  REQUIRE(shown.ok());
  REQUIRE(shown->records_size() == 1);
  CHECK(shown->records(0).record().record_id() == "a");
}

TEST_CASE("A declared kind is named as it was called then") {
  Fixture f;
  f.Apply({Declared("欠税公告"), InArrears("a"), Declared("欠税人公告")});
  f.Restart();

  const auto then = f.Get(kCode, 2);
  REQUIRE(then.ok());
  REQUIRE(then->kind_names_size() == 1);
  CHECK(static_cast<int>(then->kind_names(0).kind()) == kArrears);
  CHECK(then->kind_names(0).kind_id() == "tax-arrears");
  CHECK(then->kind_names(0).display_name() == "欠税公告");

  const auto now = f.Get(kCode, 0);
  REQUIRE(now.ok());
  REQUIRE(now->kind_names_size() == 1);
  CHECK(now->kind_names(0).display_name() == "欠税人公告");
  const auto revisions = f.List("");
  REQUIRE(revisions.ok());
  CHECK(revisions->kind_names_size() == 1);
}

TEST_CASE("A kind is not named to whom its records are not shown") {
  Fixture f;
  Change education = InArrears("a");
  education.mutable_record_put()->set_area(record::v1::AREA_EDUCATION);
  f.Apply({Declared("欠税公告"), education, Registered("甲")});

  const auto shown = f.Get(kCode, 0, "tax");

  REQUIRE(shown.ok());
  CHECK(shown->kind_names().empty());
  CHECK(f.List("", "tax")->kind_names().empty());
}

TEST_CASE("Every look is on disk before it is answered, refused ones noted") {
  testing::PowerLossEnv env;
  Fixture f(&env);
  f.Apply(kLife);
  CHECK(base::ReasonOf(f.Get(kCode, 0, "nobody").status()) ==
        Reason::REASON_GROUND_REFUSED);
  REQUIRE(f.Get(kCode, 0).ok());
  env.CutPower();
  f.Restart();

  const auto entries = f.trail->Read(1, 10);

  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(0).outcome() == "GROUND_REFUSED");
  CHECK(entries->at(1).outcome() == "SHOWN");
  CHECK(entries->at(1).actor() == "bureau");
  CHECK(entries->at(1).subject() == kCode);
}

TEST_CASE("What a power cut took is applied again to the same end") {
  testing::PowerLossEnv env;
  Fixture f(&env);
  f.Apply({kLife.begin(), kLife.begin() + 4});
  env.CutPower();
  f.Restart();

  const auto applied = f.history->Start(0);
  REQUIRE(applied.ok());
  REQUIRE(applied->position <= 4);
  f.Apply({kLife.begin() + static_cast<std::ptrdiff_t>(applied->position),
           kLife.end()});

  const auto now = f.Get(kCode, 0);
  REQUIRE(now.ok());
  CHECK(now->position() == kLife.size());
  CHECK(now->records_size() == 2);
}

TEST_CASE("What concerns everybody is kept as well") {
  const testing::TempDirectory folder;
  const auto store = kv::Store::Open(folder.path(), FamilySpecs()).value();
  const auto history =
      History::Open(*store, PartitionSet::Make(8, {5}).value()).value();

  REQUIRE(history->Apply(5, {{1, "", absl::Now(), Source(), "digest"}}).ok());

  const std::string value = store->Get(kChanges, ChangeKey(5, "", 1)).value();
  CHECK(DecodeChange(ChangeKey(5, "", 1), value)->change.SerializeAsString() ==
        Source().SerializeAsString());
}

TEST_CASE("A subject is shown as of any time") {
  Fixture f;
  f.Apply(kLife);

  for (std::uint64_t position = 1; position <= kLife.size(); ++position) {
    const auto at = f.GetAt(TimeOf(position) + absl::Seconds(59));
    REQUIRE(at.ok());
    const auto by_position = f.Get(kCode, at->position());
    CHECK(at->SerializeAsString() == by_position->SerializeAsString());
    // Position 3 concerns everybody.
    CHECK(at->position() == (position == 3 ? 2 : position));
  }
  CHECK(base::ReasonOf(f.GetAt(TimeOf(1) - absl::Seconds(1)).status()) ==
        Reason::REASON_SUBJECT_NOT_FOUND);
}

TEST_CASE("A time that the log may still speak of is no past yet") {
  Fixture f;
  f.Apply(kLife);
  f.waiting = 1;

  CHECK(f.GetAt(TimeOf(kLife.size()) - absl::Seconds(1)).ok());
  const absl::Status early = f.GetAt(TimeOf(kLife.size() + 1)).status();
  CHECK(base::ReasonOf(early) == Reason::REASON_BEHIND_LOG);
  f.waiting = 0;
  CHECK(f.GetAt(TimeOf(kLife.size() + 1)).ok());
}

TEST_CASE("A clock that is a little ahead is let pass") {
  Fixture f;
  f.Apply(kLife);
  CHECK(f.GetAt(absl::Now() + absl::Minutes(1)).ok());
}

TEST_CASE("No look shows a sealed number") {
  Fixture f;
  Change registered = Registered("旧名");
  auto& column = *registered.mutable_registration()->add_columns();
  column.set_id("CF_FR_ZJHM");
  column.set_sealed("sealed bytes");
  Change put = Put("a", record::v1::AREA_TAXATION);
  *put.mutable_record_put()->add_columns() = column;
  f.Apply({registered, put});

  const auto shown = f.Get(kCode, 0);

  REQUIRE(shown.ok());
  REQUIRE(shown->records(0).record().columns_size() == 1);
  CHECK(shown->records(0).record().columns(0).id() == "CF_FR_ZJHM");
  CHECK_FALSE(absl::StrContains(shown->SerializeAsString(), "sealed bytes"));
}

TEST_CASE("The future is no past") {
  Fixture f;
  f.Apply(kLife);

  CHECK(base::ReasonOf(f.GetAt(absl::Now() + absl::Hours(1)).status()) ==
        Reason::REASON_INVALID_FIELD);
}

std::vector<std::uint64_t> Positions(const ListRevisionsResponse& response) {
  std::vector<std::uint64_t> positions;
  for (const Revision& revision : response.revisions()) {
    positions.push_back(revision.position());
  }
  return positions;
}

using At = std::vector<std::uint64_t>;

TEST_CASE("Revisions are those of what was asked about, oldest first") {
  Fixture f;
  f.Apply(kLife);

  CHECK(Positions(*f.List("")) == At{1, 2, 4, 5, 6});
  CHECK(Positions(*f.List("/registration")) == At{1, 6});
  CHECK(Positions(*f.List("/records/a")) == At{2, 5});
  CHECK(Positions(*f.List("/records/none")).empty());
  CHECK(base::ReasonOf(f.List("/rows/a").status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Pages of revisions join without a gap") {
  Fixture f;
  f.Apply(kLife);
  const char* agency = GENERATE("bureau", "tax");

  const auto whole = Positions(*f.List("", agency));
  At joined;
  std::string token;
  do {
    const auto page = f.List("", agency, 2, token);
    REQUIRE(page.ok());
    CHECK(page->revisions_size() <= 2);
    for (const std::uint64_t p : Positions(*page)) joined.push_back(p);
    token = page->next_page_token();
  } while (!token.empty());

  CHECK(joined == whole);
}

TEST_CASE("A duty for one area sees the revisions of its records only") {
  Fixture f;
  f.Apply(kLife);

  CHECK(Positions(*f.List("", "tax")) == At{1, 2, 5, 6});
  CHECK(Positions(*f.List("/records/b", "tax")).empty());
  CHECK(base::ReasonOf(f.Diff("/records/b", 4, 4, "tax").status()) ==
        Reason::REASON_REVISION_NOT_FOUND);
}

TEST_CASE("A revision says who said so and where it stands") {
  Fixture f;
  Change put = Put("a", record::v1::AREA_TAXATION);
  put.mutable_provenance()->set_source_id("penalties");
  put.mutable_provenance()->set_delivery_id("d1");
  put.mutable_provenance()->set_row(7);
  auto& number = *put.mutable_record_put()->add_columns();
  number.set_id("CF_XDR_ZJHM");
  number.set_sealed("sealed-number");
  Change objected;
  objected.set_credit_code(kCode);
  objected.mutable_provenance()->set_actor("portal/li");
  objected.mutable_provenance()->set_ground("SUBJECT");
  objected.mutable_record_objected()->set_record_id("a");
  objected.mutable_record_objected()->set_open(true);
  objected.mutable_record_objected()->set_statement("罚款已经缴清");
  f.Apply({put, objected});

  const auto revisions = f.List("/records/a");

  REQUIRE(revisions.ok());
  REQUIRE(revisions->revisions_size() == 2);
  const Revision& delivered = revisions->revisions(0);
  CHECK(delivered.kind() == Revision::KIND_RECORD_PUT);
  CHECK(delivered.append_time().seconds() == absl::ToUnixSeconds(TimeOf(1)));
  CHECK(delivered.source_id() == "penalties");
  CHECK(delivered.delivery_id() == "d1");
  CHECK(delivered.row() == 7);
  CHECK(delivered.record().record_id() == "a");
  CHECK(delivered.SerializeAsString().find("sealed-number") ==
        std::string::npos);
  const Revision& filed = revisions->revisions(1);
  CHECK(filed.kind() == Revision::KIND_OBJECTION_OPENED);
  CHECK(filed.actor() == "portal/li");
  CHECK(filed.ground() == "SUBJECT");
  CHECK(filed.text() == "罚款已经缴清");
}

// A sealed value, whose middle 12 bytes say which number it is.
record::v1::Column Sealed(char number, char key) {
  record::v1::Column column;
  column.set_id("CF_XDR_ZJHM");
  column.set_sealed(std::string(1, '\1') + std::string(4, key) +
                    std::string(12, number) + std::string(30, key));
  return column;
}

TEST_CASE("Two revisions differ field by field, columns included") {
  Fixture f;
  Change first = Put("a", record::v1::AREA_TAXATION);
  first.mutable_record_put()->set_content("罚款 1 万元");
  auto& kept = *first.mutable_record_put()->add_columns();
  kept.set_id("BZ");
  kept.set_text("旧");
  *first.mutable_record_put()->add_columns() = Sealed('1', 'k');
  Change second = first;
  second.mutable_record_put()->set_content("罚款 2 万元");
  second.mutable_record_put()->set_area(record::v1::AREA_EDUCATION);
  second.mutable_record_put()->mutable_columns(0)->set_text("新");
  Change resealed = second;
  *second.mutable_record_put()->mutable_columns(1) = Sealed('2', 'k');
  *resealed.mutable_record_put()->mutable_columns(1) = Sealed('2', 'n');
  f.Apply({first, second, resealed, Repaired("a")});

  const auto found = f.Diff("/records/a", 1, 2);

  REQUIRE(found.ok());
  REQUIRE(found->differences_size() == 4);
  CHECK(found->differences(0).field() == "area");
  CHECK(found->differences(0).first() == "税务");
  CHECK(found->differences(0).second() == "教育");
  CHECK(found->differences(1).field() == "content");
  CHECK(found->differences(2).field() == "columns.BZ");
  CHECK(found->differences(2).second() == "新");
  CHECK(found->differences(3).field() == "columns.CF_XDR_ZJHM");
  CHECK(found->differences(3).sealed());
  CHECK(found->differences(3).first().empty());
  // The same number under another key is the same number.
  CHECK(f.Diff("/records/a", 2, 3)->differences().empty());
  const auto repaired = f.Diff("/records/a", 3, 4);
  REQUIRE(repaired->differences_size() == 1);
  CHECK(repaired->differences(0).field() == "state.kind");
  CHECK(repaired->differences(0).second() == "已修复");
}

TEST_CASE("Only revisions can be compared") {
  Fixture f;
  f.Apply(kLife);

  CHECK(f.Diff("/registration", 1, 6)->differences_size() == 1);
  for (const std::uint64_t position : {2, 3, 7}) {
    CHECK(base::ReasonOf(f.Diff("/registration", 1, position).status()) ==
          Reason::REASON_REVISION_NOT_FOUND);
  }
  CHECK(base::ReasonOf(f.Diff("", 1, 6).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A look at the history is judged and audited as any other") {
  Fixture f;
  f.Apply(kLife);
  CHECK(base::ReasonOf(f.List("", "nobody").status()) ==
        Reason::REASON_GROUND_REFUSED);
  CHECK(base::ReasonOf(f.Diff("/records/a", 2, 5, "nobody").status()) ==
        Reason::REASON_GROUND_REFUSED);
  REQUIRE(f.List("/records/a").ok());
  REQUIRE(f.Diff("/records/a", 2, 5).ok());

  const auto entries = f.trail->Read(1, 10);

  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 4);
  CHECK(entries->at(0).outcome() == "GROUND_REFUSED");
  CHECK(entries->at(1).method() == "DiffRevisions");
  CHECK(entries->at(2).method() == "ListRevisions");
  CHECK(entries->at(2).outcome() == "SHOWN");
  CHECK(entries->at(3).actor() == "bureau");
}

}  // namespace
}  // namespace creditproof::record_store
