#include "tools/creditproof/bench_batch_server.h"

#include <bit>
#include <utility>

#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_population.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;

}  // namespace

struct BatchServer::Parts {
  std::uint32_t subjects = 0;
  testing::TempDirectory folder;
  std::unique_ptr<CheckHost> host;
};

absl::StatusOr<std::unique_ptr<BatchServer>> BatchServer::Start(
    std::uint32_t subjects) {
  auto parts = std::make_unique<Parts>();
  parts->subjects = subjects;
  {
    ASSIGN_OR_RETURN(const auto store, OpenBenchStore(parts->folder.path()));
    RETURN_IF_ERROR(StorePopulation(subjects, *store));
  }
  ASSIGN_OR_RETURN(access::Judge judge,
                   access::Judge::Make(BenchGrounds(), {}));
  ASSIGN_OR_RETURN(parts->host,
                   CheckHost::Start(parts->folder.path(), std::move(judge)));
  return std::unique_ptr<BatchServer>(new BatchServer(std::move(parts)));
}

BatchServer::BatchServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

BatchServer::~BatchServer() = default;

const Target& BatchServer::target() const { return parts_->host->target(); }

BatchRequest AskAboutAll(std::string codes) {
  BatchRequest request;
  *request.mutable_codes() = std::move(codes);
  request.set_purpose("惠企政策资金申报资格审核");
  *request.mutable_ground() = BenchGround();
  return request;
}

absl::StatusOr<BatchResponse> BatchServer::Sample(
    const grpc::ByteBuffer& request, std::size_t codes) const {
  const auto stub = EligibilityService::NewStub(target().Connect());
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
         parts_->subjects;
}

double BatchServer::IndexBytesPerSubject() const {
  const auto size = parts_->host->replica().index().MeasureSize();
  return double(size.bytes) / double(size.subjects);
}

}  // namespace creditproof::tool
