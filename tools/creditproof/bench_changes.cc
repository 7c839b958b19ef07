#include "tools/creditproof/bench_changes.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_subjects.h"

namespace creditproof::tool {
namespace {

constexpr std::size_t kAtATime = 10;
constexpr absl::Duration kBetween = absl::Milliseconds(5);

}  // namespace

Changing::Changing(eligibility_check::Replica& replica,
                   const std::vector<std::string>& codes)
    : replica_(replica),
      applier_(replica),
      codes_(replica.partitions().count()),
      start_(absl::Now()) {
  for (const std::string& code : codes) {
    codes_[PartitionOf(code, replica.partitions().count())].push_back(code);
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

Changing::~Changing() = default;

absl::StatusOr<double> Changing::Stop() {
  thread_.request_stop();
  thread_.join();
  RETURN_IF_ERROR(failure_);
  return double(applied_) / absl::ToDoubleSeconds(absl::Now() - start_);
}

void Changing::Run(const std::stop_token& stop) {
  for (int number = 0; failure_.ok() && !stop.stop_requested(); ++number) {
    std::this_thread::sleep_until(
        absl::ToChronoTime(start_ + number * kBetween));
    failure_ = ApplySome();
  }
}

absl::Status Changing::ApplySome() {
  const auto partition = static_cast<std::uint32_t>(turn_ % codes_.size());
  const std::vector<std::string>& codes = codes_[partition];
  const std::size_t first = turn_ / codes_.size() * kAtATime;
  ++turn_;
  std::uint64_t position = replica_.progress().Applied(partition).position;
  std::vector<changelog::DecodedEntry> entries;
  for (std::size_t i = 0; i < kAtATime; ++i) {
    entries.push_back({++position, "", absl::Now(),
                       Registered(codes[(first + i) % codes.size()]), ""});
  }
  applied_ += entries.size();
  return applier_.Apply(partition, entries);
}

}  // namespace creditproof::tool
