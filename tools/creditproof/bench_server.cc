#include "tools/creditproof/bench_server.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/status.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/eligibility_service.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/standing_applier.h"
#include "tools/creditproof/bench_subjects.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;
using eligibility::v1::Verdict;

constexpr std::uint32_t kPartitions = 16;
constexpr std::size_t kAsked = 20'000;    // clean subjects asked about
constexpr std::size_t kAsserted = 2'000;  // of these, with an assertion
constexpr char kClient[] = "bench.creditproof";
constexpr char kKeyId[] = "portal";

// Listens on a free port of loopback.
std::unique_ptr<grpc::Server> Listen(grpc::Service& service,
                                     std::string& address) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  address = absl::StrCat("127.0.0.1:", port);
  return server;
}

absl::StatusOr<access::Judge> MakeJudge(const crypto::SigningKey& portal,
                                        const std::filesystem::path& folder) {
  constexpr char kKeyFile[] = "portal.pem";
  RETURN_IF_ERROR(
      base::WriteFile(folder / kKeyFile, portal.verifying_key().Pem()));
  config::v1::Grounds grounds;
  config::v1::AssertionKey& key = *grounds.add_assertion_keys();
  key.set_key_id(kKeyId);
  key.set_public_key_file(kKeyFile);
  key.add_clients(kClient);
  config::v1::Duty& duty = *grounds.add_duties();
  duty.set_agency("bench");
  duty.add_clients(kClient);
  duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
  return access::Judge::Make(grounds, folder);
}

CheckRequest Ask(const std::string& code) {
  CheckRequest request;
  request.set_subject("subjects/" + code);
  request.set_purpose("惠企政策资金申报资格审核");
  auto& duty = *request.mutable_ground()->mutable_duty();
  duty.set_agency("bench");
  duty.set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
  return request;
}

}  // namespace

class EchoServer::Service final : public EligibilityService::CallbackService {
 public:
  explicit Service(const CheckResponse& answer) : answer_(answer) {}

  grpc::ServerUnaryReactor* CheckEligibility(
      grpc::CallbackServerContext* context, const CheckRequest*,
      CheckResponse* response) override {
    *response = answer_;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const CheckResponse answer_;
};

EchoServer::EchoServer(const CheckResponse& answer)
    : service_(std::make_unique<Service>(answer)),
      server_(Listen(*service_, address_)) {}

EchoServer::~EchoServer() { server_->Shutdown(); }

struct CheckServer::Parts {
  absl::Status Open();
  void Close();
  absl::Status Fill();
  absl::Status Serve();

  testing::TempDirectory folder;
  PartitionSet partitions = PartitionSet::Make(kPartitions, {}).value();
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<eligibility_check::Replica> replica;
  std::optional<changelog::HeadReader> heads;
  std::optional<eligibility_check::Doorkeeper> door;
  std::ofstream access_log;
  rpc::Executor executor{16, 4096};
  std::optional<rpc::Gate> gate;
  std::optional<eligibility_check::EligibilityServiceImpl> service;
  std::unique_ptr<grpc::Server> server;
  std::string address;
  std::vector<CheckRequest> duty_requests;
  std::vector<CheckRequest> subject_requests;
};

absl::Status CheckServer::Parts::Open() {
  ASSIGN_OR_RETURN(store, kv::Store::Open(folder.path() / "data",
                                          eligibility_check::FamilySpecs()));
  ASSIGN_OR_RETURN(trail,
                   audit::Trail::Open(*store, eligibility_check::kAudit));
  ASSIGN_OR_RETURN(replica,
                   eligibility_check::Replica::Open(*store, partitions));
  return absl::OkStatus();
}

void CheckServer::Parts::Close() {
  replica.reset();
  trail.reset();
  store.reset();
}

absl::Status CheckServer::Parts::Fill() {
  RETURN_IF_ERROR(Open());
  eligibility_check::StandingApplier applier(*replica);
  ASSIGN_OR_RETURN(const std::vector<std::string> clean,
                   LoadSubjects(kPartitions, applier));
  // What lies in memory before its first flush is not the ordinary case.
  Close();
  RETURN_IF_ERROR(Open());

  ASSIGN_OR_RETURN(const std::string pem, crypto::SigningKey::GeneratePem());
  ASSIGN_OR_RETURN(const auto portal, crypto::SigningKey::FromPem(pem));
  ASSIGN_OR_RETURN(access::Judge judge, MakeJudge(portal, folder.path()));
  door.emplace(partitions, std::move(judge), *trail, base::SystemClock());
  for (std::size_t i = 0; i < kAsked; ++i) {
    duty_requests.push_back(Ask(clean[i * clean.size() / kAsked]));
  }
  for (std::size_t i = 0; i < kAsserted; ++i) {
    const std::string& code = clean[i * clean.size() / kAsserted];
    CheckRequest request = Ask(code);
    ASSIGN_OR_RETURN(
        *request.mutable_ground(),
        access::AssertSubject(portal, kKeyId, code, "user 7", absl::Now()));
    subject_requests.push_back(std::move(request));
  }
  return absl::OkStatus();
}

absl::Status CheckServer::Parts::Serve() {
  // Nobody asks for a strong check here.
  heads.emplace([] { return changelog::Heads(); });
  access_log.open(folder.path() / "access.log");
  gate.emplace(rpc::AllowAs(kClient),
               rpc::AccessLogTo("eligibility-check",
                                [this](absl::string_view lines) {
                                  access_log << lines << std::flush;
                                }),
               executor);
  service.emplace(*replica, *heads, *door, *trail, *gate);
  server = Listen(*service, address);
  if (server == nullptr) {
    return absl::UnavailableError("no port of loopback is free");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<CheckServer>> CheckServer::Start() {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Fill());
  RETURN_IF_ERROR(parts->Serve());
  return std::unique_ptr<CheckServer>(new CheckServer(std::move(parts)));
}

CheckServer::CheckServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

CheckServer::~CheckServer() { parts_->server->Shutdown(); }

const std::string& CheckServer::address() const { return parts_->address; }

const std::vector<CheckRequest>& CheckServer::duty_requests() const {
  return parts_->duty_requests;
}

const std::vector<CheckRequest>& CheckServer::subject_requests() const {
  return parts_->subject_requests;
}

absl::StatusOr<CheckResponse> CheckServer::Sample() const {
  const auto stub = EligibilityService::NewStub(
      grpc::CreateChannel(parts_->address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  CheckResponse response;
  const grpc::Status status = stub->CheckEligibility(
      &context, parts_->duty_requests.front(), &response);
  if (!status.ok()) return rpc::FromGrpc(status);
  if (response.verdict().outcome() != Verdict::OUTCOME_ELIGIBLE) {
    return absl::InternalError("a clean subject is not found eligible");
  }
  return response;
}

}  // namespace creditproof::tool
