// A log and instances of eligibility-check behind it, in one process; clients
// reach them over unix sockets.
#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/changelog/local_source.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/status.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/changes_for_test.h"
#include "services/eligibility_check/eligibility_service.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/replay_service.h"
#include "services/eligibility_check/standing_applier.h"
#include "services/eligibility_check/trial_service.h"

namespace creditproof::eligibility_check {

inline constexpr std::uint32_t kPartitionCount = 16;
inline constexpr char kClient[] = "admin.creditproof";

// The log of an installation, with the switch by which a test takes it down.
class TestLog {
 public:
  TestLog()
      : store_(kv::Store::Open(directory_.path(), {"log", "ids"}).value()),
        log_(changelog::EmbeddedLog::Open(*store_, kv::Family{0}, kv::Family{1},
                                          kPartitionCount, base::SystemClock())
                 .value()) {}

  // To the subject's partition, or to all of them.
  void Append(const Change& change) {
    const std::string& code = change.credit_code();
    for (std::uint32_t p = 0; p < kPartitionCount; ++p) {
      if (!code.empty() && PartitionOf(code, kPartitionCount) != p) continue;
      AppendTo(p, change);
    }
  }

  void AppendTo(std::uint32_t partition, const Change& change) {
    REQUIRE(log_->AppendAll(partition, {{absl::StrCat("id ", ++appended_),
                                         change.SerializeAsString()}})
                .ok());
  }

  const changelog::ChangeLog& log() const { return *log_; }

  absl::StatusOr<changelog::Heads> Heads() const {
    if (down) {
      return base::Error(absl::StatusCode::kUnavailable,
                         base::Reason::REASON_PEER_UNAVAILABLE,
                         "ingestion is down");
    }
    changelog::Heads heads;
    for (std::uint32_t p = 0; p < kPartitionCount; ++p) {
      ASSIGN_OR_RETURN(heads[p], log_->Head(p));
    }
    return heads;
  }

  std::atomic<bool> down{false};

 private:
  testing::TempDirectory directory_;
  std::unique_ptr<kv::Store> store_;
  std::unique_ptr<changelog::EmbeddedLog> log_;
  int appended_ = 0;
};

// Asserts subjects as "portal".
inline const crypto::SigningKey& PortalKey() {
  static const auto key =
      crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value())
          .value();
  return key;
}

// How an instance differs from the ordinary one.
struct InstanceOptions {
  std::vector<std::uint32_t> partitions{};  // empty for all
  rocksdb::Env* env = nullptr;
  bool follows = true;
  base::Clock clock = base::SystemClock();
  remote_log::PastReader read_past{};  // none: no record-store
};

// One running instance. Every object lives as it does in main.cc.
class Instance {
 public:
  using Request = eligibility::v1::CheckEligibilityRequest;
  using Response = eligibility::v1::CheckEligibilityResponse;
  using BatchRequest = eligibility::v1::BatchCheckEligibilityRequest;
  using BatchResponse = eligibility::v1::BatchCheckEligibilityResponse;

  Instance(const TestLog& log, const std::filesystem::path& folder,
           InstanceOptions options = {})
      : partitions_(
            PartitionSet::Make(kPartitionCount, options.partitions).value()),
        store_(kv::Store::Open(folder / "data", FamilySpecs(), options.env)
                   .value()),
        trail_(audit::Trail::Open(*store_, kAudit).value()),
        replica_(Replica::Open(*store_, partitions_).value()),
        applier_(*replica_),
        follower_(options.follows ? std::make_unique<changelog::Follower>(
                                        changelog::FollowLocal(log.log()),
                                        partitions_.served(), applier_)
                                  : nullptr),
        heads_([&log] { return log.Heads(); }),
        door_(partitions_, MakeJudge(folder), *trail_, options.clock),
        executor_(8, 64),
        gate_(
            rpc::AllowAs(kClient), [](const rpc::CallRecord&) {}, executor_),
        stream_executor_(2, 2),
        streams_(
            rpc::AllowAs(kClient), [](const rpc::CallRecord&) {},
            stream_executor_),
        service_(*replica_, heads_, door_, *trail_, gate_, streams_),
        replays_(options.read_past, door_, *trail_, gate_),
        trials_(*replica_, partitions_, *trail_, options.clock,
                rpc::StreamGate(
                    rpc::AllowAs(kClient), [](const rpc::CallRecord&) {},
                    trying_)) {
    const std::string address = "unix:" + (folder / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    for (grpc::Service* service : std::initializer_list<grpc::Service*>{
             &service_, &replays_, &trials_}) {
      builder.RegisterService(service);
    }
    server_ = builder.BuildAndStart();
    REQUIRE(server_ != nullptr);
    channel_ = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
    stub_ = eligibility::v1::EligibilityService::NewStub(channel_);
  }

  ~Instance() { server_->Shutdown(); }

  absl::StatusOr<Response> Check(const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        stub_->CheckEligibility(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<BatchResponse> CheckBatch(const BatchRequest& request) {
    grpc::ClientContext context;
    BatchResponse response;
    const grpc::Status status =
        stub_->BatchCheckEligibility(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<eligibility::v1::ReplayCheckResponse> Replay(
      const eligibility::v1::ReplayCheckRequest& request) {
    grpc::ClientContext context;
    eligibility::v1::ReplayCheckResponse response;
    const grpc::Status status =
        eligibility::v1::ReplayService::NewStub(channel_)->ReplayCheck(
            &context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  eligibility::v1::EligibilityService::Stub& stub() { return *stub_; }
  absl::StatusOr<eligibility::v1::TrialReport> Try(
      const eligibility::v1::TryPolicyRequest& request) {
    grpc::ClientContext context;
    const auto stub = eligibility::v1::TrialService::NewStub(channel_);
    const auto stream = stub->TryPolicy(&context, request);
    eligibility::v1::TryPolicyResponse response;
    while (stream->Read(&response)) {
    }
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return rpc::FromGrpc(status);
    REQUIRE(response.has_report());
    return response.report();
  }

  const kv::Store& store() const { return *store_; }
  const Replica& replica() const { return *replica_; }
  const audit::Trail& trail() const { return *trail_; }
  const PartitionSet& partitions() const { return partitions_; }

 private:
  // "bureau" may look at everything, "market" at its own area; "portal" may
  // assert subjects.
  static access::Judge MakeJudge(const std::filesystem::path& folder) {
    config::v1::Grounds grounds;
    config::v1::AssertionKey& key = *grounds.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file("portal.pem");
    key.add_clients(kClient);
    REQUIRE(base::WriteFile(folder / "portal.pem",
                            PortalKey().verifying_key().Pem())
                .ok());
    for (const char* agency : {"bureau", "market"}) {
      config::v1::Duty& duty = *grounds.add_duties();
      duty.set_agency(agency);
      duty.add_clients(kClient);
      duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
    }
    grounds.mutable_duties(1)->add_areas(record::v1::AREA_MARKET_REGULATION);
    grounds.add_grant_clients(kClient);
    return access::Judge::Make(grounds, folder).value();
  }

  const PartitionSet partitions_;
  const std::unique_ptr<kv::Store> store_;
  const std::unique_ptr<audit::Trail> trail_;
  const std::unique_ptr<Replica> replica_;
  StandingApplier applier_;
  const std::unique_ptr<changelog::Follower> follower_;
  changelog::HeadReader heads_;
  const Doorkeeper door_;
  rpc::Executor executor_;
  const rpc::Gate gate_;
  rpc::Executor stream_executor_;
  const rpc::StreamGate streams_;
  EligibilityServiceImpl service_;
  ReplayServiceImpl replays_;
  rpc::Executor trying_{1, 1};
  TrialServiceImpl trials_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<eligibility::v1::EligibilityService::Stub> stub_;
};

// A strong question of an agency about all areas.
inline Instance::Request Ask(const std::string& code,
                             const std::string& agency = "bureau") {
  Instance::Request request;
  request.set_subject("subjects/" + code);
  auto& duty = *request.mutable_ground()->mutable_duty();
  duty.set_agency(agency);
  duty.set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
  request.set_consistency(Instance::Request::CONSISTENCY_STRONG);
  return request;
}

// The same question about many.
inline Instance::BatchRequest AskAll(const std::vector<std::string>& codes,
                                     const std::string& agency = "bureau") {
  Instance::BatchRequest request;
  for (const std::string& code : codes) *request.mutable_codes() += code;
  auto& duty = *request.mutable_ground()->mutable_duty();
  duty.set_agency(agency);
  duty.set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
  request.set_consistency(Instance::Request::CONSISTENCY_STRONG);
  return request;
}

}  // namespace creditproof::eligibility_check
