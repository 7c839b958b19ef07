#include "tools/creditproof/bench_verify_load.h"

#include <atomic>
#include <utility>

#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

using verification::v1::RegisteredReport;
using verification::v1::RegistryService;
using verification::v1::VerificationService;

constexpr std::size_t kQuestions = 32 * kConnections;      // in flight
constexpr std::size_t kRegistrations = 64 * kConnections;  // likewise
constexpr double kMostPerSecond = 30'000;  // that could be registered

}  // namespace

VerifyLoad::VerifyLoad(const Target& target,
                       std::vector<VerifyRequest> requests)
    : requests_(std::move(requests)), responses_(kQuestions) {
  for (const auto& channel : ConnectAll(target)) {
    stubs_.push_back(VerificationService::NewStub(channel));
  }
}

absl::StatusOr<LoadFigures> VerifyLoad::Keep(absl::Duration time) {
  return KeepCalling(
      kQuestions, time,
      [this](std::size_t loop, std::size_t number, grpc::ClientContext& context,
             std::function<void(grpc::Status)> ended) {
        const std::size_t first = loop * requests_.size() / kQuestions;
        stubs_[loop % kConnections]->async()->VerifyReport(
            &context, &requests_[(first + number) % requests_.size()],
            &responses_[loop], std::move(ended));
      });
}

RegisterLoad::RegisterLoad(const Target& target, BenchReports& reports)
    : reports_(reports) {
  for (const auto& channel : ConnectAll(target)) {
    stubs_.push_back(RegistryService::NewStub(channel));
  }
}

absl::StatusOr<LoadFigures> RegisterLoad::Keep(absl::Duration time) {
  const auto most =
      static_cast<std::size_t>(kMostPerSecond * absl::ToDoubleSeconds(time));
  while (ready_.size() < most) {
    ASSIGN_OR_RETURN(*ready_.emplace_back().mutable_report(), reports_.Next());
  }
  std::vector<RegisteredReport> responses(kRegistrations);
  std::atomic<std::size_t> taken{0};
  const StartCall start = [&](std::size_t loop, std::size_t,
                              grpc::ClientContext& context,
                              std::function<void(grpc::Status)> ended) {
    const std::size_t mine = taken++;
    if (mine >= most) {
      return ended({grpc::StatusCode::INTERNAL, "nothing left to register"});
    }
    stubs_[loop % kConnections]->async()->RegisterReport(
        &context, &ready_[mine], &responses[loop], std::move(ended));
  };
  ASSIGN_OR_RETURN(const LoadFigures figures,
                   KeepCalling(kRegistrations, time, start));
  ready_.erase(ready_.begin(),
               ready_.begin() + static_cast<std::ptrdiff_t>(taken));
  return figures;
}

}  // namespace creditproof::tool
