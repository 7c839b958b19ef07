#include "tools/creditproof/bench_bytes.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <utility>

namespace creditproof::tool {
namespace {

constexpr std::size_t kConnections = 4;
constexpr char kMethod[] =
    "/creditproof.eligibility.v1.EligibilityService/BatchCheckEligibility";

std::vector<std::unique_ptr<grpc::GenericStub>> Connect(
    const std::string& address) {
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs;
  for (std::size_t connection = 0; connection < kConnections; ++connection) {
    grpc::ChannelArguments arguments;
    // Its own connection.
    arguments.SetInt("bench.connection", static_cast<int>(connection));
    stubs.push_back(
        std::make_unique<grpc::GenericStub>(grpc::CreateCustomChannel(
            address, grpc::InsecureChannelCredentials(), arguments)));
  }
  return stubs;
}

}  // namespace

grpc::ByteBuffer ToBytes(const BatchRequest& request) {
  const grpc::Slice slice(request.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

absl::StatusOr<LoadFigures> LoadBytes(
    const std::string& address, const std::vector<grpc::ByteBuffer>& requests,
    std::size_t in_flight, absl::Duration time) {
  const auto stubs = Connect(address);
  const std::size_t loops = kConnections * in_flight;
  std::vector<grpc::ByteBuffer> responses(loops);
  return KeepCalling(
      loops, time,
      [&](std::size_t loop, std::size_t number, grpc::ClientContext& context,
          std::function<void(grpc::Status)> ended) {
        const std::size_t first = loop * requests.size() / loops;
        stubs[loop % kConnections]->UnaryCall(
            &context, kMethod, {},
            &requests[(first + number) % requests.size()], &responses[loop],
            std::move(ended));
      });
}

}  // namespace creditproof::tool
