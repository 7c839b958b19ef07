#include "tools/creditproof/bench_batch_server.h"

#include <grpcpp/create_channel.h>

#include <bit>
#include <utility>

#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_host.h"
#include "tools/creditproof/bench_population.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;

constexpr char kAgency[] = "bench";

absl::StatusOr<access::Judge> MakeJudge() {
  config::v1::Grounds grounds;
  config::v1::Duty& duty = *grounds.add_duties();
  duty.set_agency(kAgency);
  duty.add_clients(kBenchClient);
  duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
  return access::Judge::Make(grounds, {});
}

}  // namespace

class BatchEcho::Service final : public EligibilityService::CallbackService {
 public:
  explicit Service(const BatchResponse& answer) : answer_(answer) {}

  grpc::ServerUnaryReactor* BatchCheckEligibility(
      grpc::CallbackServerContext* context, const BatchRequest*,
      BatchResponse* response) override {
    *response = answer_;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const BatchResponse answer_;
};

BatchEcho::BatchEcho(const BatchResponse& answer)
    : service_(std::make_unique<Service>(answer)),
      server_(Listen(*service_, address_)) {}

BatchEcho::~BatchEcho() { server_->Shutdown(); }

struct BatchServer::Parts {
  testing::TempDirectory folder;
  std::unique_ptr<CheckHost> host;
};

absl::StatusOr<std::unique_ptr<BatchServer>> BatchServer::Start() {
  auto parts = std::make_unique<Parts>();
  {
    ASSIGN_OR_RETURN(const auto store, OpenBenchStore(parts->folder.path()));
    RETURN_IF_ERROR(StorePopulation(*store));
  }
  ASSIGN_OR_RETURN(access::Judge judge, MakeJudge());
  ASSIGN_OR_RETURN(parts->host,
                   CheckHost::Start(parts->folder.path(), std::move(judge)));
  return std::unique_ptr<BatchServer>(new BatchServer(std::move(parts)));
}

BatchServer::BatchServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

BatchServer::~BatchServer() = default;

const std::string& BatchServer::address() const {
  return parts_->host->address();
}

BatchRequest BatchServer::Ask(std::string codes) const {
  BatchRequest request;
  *request.mutable_codes() = std::move(codes);
  request.set_purpose("惠企政策资金申报资格审核");
  auto& duty = *request.mutable_ground()->mutable_duty();
  duty.set_agency(kAgency);
  duty.set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
  return request;
}

absl::StatusOr<BatchResponse> BatchServer::Sample(
    const grpc::ByteBuffer& request, std::size_t codes) const {
  const auto stub = EligibilityService::NewStub(
      grpc::CreateChannel(address(), grpc::InsecureChannelCredentials()));
  grpc::ByteBuffer bytes = request;
  BatchRequest parsed;
  grpc::Status status =
      grpc::SerializationTraits<BatchRequest>::Deserialize(&bytes, &parsed);
  if (!status.ok()) return rpc::FromGrpc(status);
  grpc::ClientContext context;
  BatchResponse response;
  status = stub->BatchCheckEligibility(&context, parsed, &response);
  if (!status.ok()) return rpc::FromGrpc(status);
  std::size_t eligible = 0;
  for (const char byte : response.eligible()) {
    eligible += static_cast<std::size_t>(
        std::popcount(static_cast<unsigned char>(byte)));
  }
  if (eligible != codes) {
    return absl::InternalError("clean subjects are not found eligible");
  }
  return response;
}

double BatchServer::StartSecondsPerMillion() const {
  return absl::ToDoubleSeconds(parts_->host->start_time()) * 1e6 /
         double(kPopulation);
}

double BatchServer::IndexBytesPerSubject() const {
  const auto size = parts_->host->replica().index().MeasureSize();
  return double(size.bytes) / double(size.subjects);
}

}  // namespace creditproof::tool
