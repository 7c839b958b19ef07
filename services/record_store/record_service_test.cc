#include "services/record_store/record_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>

#include "libs/base/error.h"
#include "libs/kv/big_endian.h"
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
using record::v1::GetSubjectRequest;
using record::v1::RecordState;
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

// For everybody: at position 3, between changes of the subject.
Change Source() {
  Change change;
  change.mutable_source_state()->set_source_id("penalties");
  return change;
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
      entries.push_back(
          {++position, "", absl::FromUnixSeconds(1), change, "digest"});
    }
    REQUIRE(history->Apply(0, entries).ok());
  }

  absl::StatusOr<SubjectDossier> Get(const std::string& code,
                                     std::uint64_t as_of,
                                     const char* agency = "bureau") {
    GetSubjectRequest request;
    request.set_name("subjects/" + code);
    auto& duty = *request.mutable_ground()->mutable_duty();
    duty.set_agency(agency);
    duty.set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
    request.set_as_of_position(as_of);
    grpc::ClientContext context;
    SubjectDossier response;
    const grpc::Status status = stub_->GetSubject(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<History> history;

 private:
  void Start(rocksdb::Env* env) {
    const auto partitions = PartitionSet::Make(1, {}).value();
    store_ =
        kv::Store::Open(folder_.path() / "data", FamilyNames(), env).value();
    trail = audit::Trail::Open(*store_, kAudit).value();
    history = History::Open(*store_, partitions).value();
    service_ = std::make_unique<RecordServiceImpl>(
        *history, partitions, MakeJudge(), *trail, base::SystemClock(), gate_);
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
  const auto store = kv::Store::Open(folder.path(), FamilyNames()).value();
  const auto history =
      History::Open(*store, PartitionSet::Make(8, {5}).value()).value();

  REQUIRE(history->Apply(5, {{1, "", absl::Now(), Source(), "digest"}}).ok());

  std::string key(CreditCode::kLength, '\0');
  kv::AppendBigEndian(key, std::uint32_t{5});
  kv::AppendBigEndian(key, std::uint64_t{1});
  CHECK(store->Get(kChanges, key).value() == Source().SerializeAsString());
}

}  // namespace
}  // namespace creditproof::record_store
