#include "tools/creditproof/bench_pace.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"

namespace creditproof::tool {
namespace {

// Places for calls under way, and what became of those that ended.
class Places {
 public:
  Places() : contexts_(kMostPaced) {
    for (std::size_t place = 0; place < kMostPaced; ++place) {
      free_.push_back(place);
    }
  }

  // Nullopt when all are taken.
  std::optional<std::size_t> Take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::nullopt;
    const std::size_t place = free_.back();
    free_.pop_back();
    return place;
  }

  grpc::ClientContext& NewContextOf(std::size_t place) {
    return contexts_[place].emplace();
  }

  void Ended(std::size_t place, absl::Time due, const grpc::Status& status) {
    const absl::Duration latency = absl::Now() - due;
    const std::lock_guard lock(mutex_);
    latencies_.push_back(
        static_cast<float>(absl::ToDoubleMicroseconds(latency)));
    if (!status.ok()) failure_ = status;
    free_.push_back(place);
    if (free_.size() == kMostPaced) all_ended_.notify_all();
  }

  // Waits for those under way.
  absl::StatusOr<std::vector<float>> Latencies() {
    std::unique_lock lock(mutex_);
    all_ended_.wait(lock, [this] { return free_.size() == kMostPaced; });
    if (!failure_.ok()) return rpc::FromGrpc(failure_);
    return std::move(latencies_);
  }

 private:
  std::vector<std::optional<grpc::ClientContext>> contexts_;
  std::mutex mutex_;
  std::condition_variable all_ended_;
  std::vector<std::size_t> free_;  // guarded by mutex_, as is the rest
  std::vector<float> latencies_;
  grpc::Status failure_;
};

}  // namespace

absl::StatusOr<LoadFigures> KeepPace(double calls_per_second,
                                     absl::Duration time,
                                     const StartCall& start) {
  Places places;
  bool kept = true;
  const Meter meter;
  const absl::Duration between = absl::Seconds(1) / calls_per_second;
  const auto calls = static_cast<std::size_t>(time / between);
  for (std::size_t number = 0; number < calls; ++number) {
    const absl::Time due = meter.start() + double(number) * between;
    std::this_thread::sleep_until(absl::ToChronoTime(due));
    const std::optional<std::size_t> place = places.Take();
    kept = place.has_value();
    if (!kept) break;
    start(*place, number, places.NewContextOf(*place),
          [&places, taken = *place, due](const grpc::Status& status) {
            places.Ended(taken, due, status);
          });
  }
  ASSIGN_OR_RETURN(std::vector<float> latencies, places.Latencies());
  if (kept) return meter.Read(std::move(latencies));
  return absl::UnavailableError("answers fall behind the pace");
}

}  // namespace creditproof::tool
