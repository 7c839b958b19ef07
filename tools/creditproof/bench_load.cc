#include "tools/creditproof/bench_load.h"

#include <grpcpp/create_channel.h>

#include <memory>
#include <utility>

#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;

constexpr int kConnections = 4;
constexpr std::size_t kInFlight = 32;  // on each
constexpr std::size_t kLoops = kConnections * kInFlight;

std::vector<std::unique_ptr<EligibilityService::Stub>> Connect(
    const std::string& address) {
  std::vector<std::unique_ptr<EligibilityService::Stub>> stubs;
  for (int connection = 0; connection < kConnections; ++connection) {
    grpc::ChannelArguments arguments;
    arguments.SetInt("bench.connection", connection);  // its own connection
    stubs.push_back(EligibilityService::NewStub(grpc::CreateCustomChannel(
        address, grpc::InsecureChannelCredentials(), arguments)));
  }
  return stubs;
}

}  // namespace

absl::StatusOr<LoadFigures> Load(const std::string& address,
                                 const std::vector<CheckRequest>& requests,
                                 absl::Duration time) {
  const auto stubs = Connect(address);
  std::vector<CheckResponse> responses(kLoops);
  return KeepCalling(
      kLoops, time,
      [&](std::size_t loop, std::size_t number, grpc::ClientContext& context,
          std::function<void(grpc::Status)> ended) {
        const std::size_t first = loop * requests.size() / kLoops;
        stubs[loop % kConnections]->async()->CheckEligibility(
            &context, &requests[(first + number) % requests.size()],
            &responses[loop], std::move(ended));
      });
}

}  // namespace creditproof::tool
