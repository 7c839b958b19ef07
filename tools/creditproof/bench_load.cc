#include "tools/creditproof/bench_load.h"

#include <utility>

#include "tools/creditproof/bench_pace.h"

namespace creditproof::tool {

using eligibility::v1::EligibilityService;

CheckLoad::CheckLoad(const Target& target,
                     const std::vector<CheckRequest>& requests)
    : requests_(requests) {
  for (const auto& channel : ConnectAll(target)) {
    stubs_.push_back(EligibilityService::NewStub(channel));
  }
}

absl::StatusOr<LoadFigures> CheckLoad::Keep(std::size_t in_flight,
                                            absl::Duration time) {
  return KeepCalling(in_flight, time, Start(in_flight));
}

absl::StatusOr<LoadFigures> CheckLoad::Pace(double calls_per_second,
                                            absl::Duration time) {
  return KeepPace(calls_per_second, time, Start(kMostPaced));
}

StartCall CheckLoad::Start(std::size_t loops) {
  responses_.resize(loops);
  return [this, loops](std::size_t loop, std::size_t number,
                       grpc::ClientContext& context,
                       std::function<void(grpc::Status)> ended) {
    const std::size_t first = loop * requests_.size() / loops;
    stubs_[loop % kConnections]->async()->CheckEligibility(
        &context, &requests_[(first + number) % requests_.size()],
        &responses_[loop], std::move(ended));
  };
}

}  // namespace creditproof::tool
