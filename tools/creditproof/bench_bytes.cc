#include "tools/creditproof/bench_bytes.h"

#include <utility>

namespace creditproof::tool {
namespace {

constexpr char kMethod[] =
    "/creditproof.eligibility.v1.EligibilityService/BatchCheckEligibility";

}  // namespace

grpc::ByteBuffer ToBytes(const BatchRequest& request) {
  const grpc::Slice slice(request.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

BatchLoad::BatchLoad(const Target& target,
                     std::vector<grpc::ByteBuffer> requests)
    : requests_(std::move(requests)) {
  for (const auto& channel : ConnectAll(target)) {
    stubs_.push_back(std::make_unique<grpc::GenericStub>(channel));
  }
}

absl::StatusOr<LoadFigures> BatchLoad::Keep(std::size_t in_flight,
                                            absl::Duration time) {
  const std::size_t loops = kConnections * in_flight;
  std::vector<grpc::ByteBuffer> responses(loops);
  return KeepCalling(
      loops, time,
      [&](std::size_t loop, std::size_t number, grpc::ClientContext& context,
          std::function<void(grpc::Status)> ended) {
        const std::size_t first = loop * requests_.size() / loops;
        stubs_[loop % kConnections]->UnaryCall(
            &context, kMethod, {},
            &requests_[(first + number) % requests_.size()], &responses[loop],
            std::move(ended));
      });
}

}  // namespace creditproof::tool
