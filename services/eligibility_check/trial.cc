#include "services/eligibility_check/trial.h"

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/civil_time.h"
#include "libs/base/status_macros.h"
#include "libs/kv/snapshot.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/stored.h"
#include "services/eligibility_check/trial_pairs.h"
#include "services/eligibility_check/trial_ranges.h"

namespace creditproof::eligibility_check {
namespace {

constexpr std::size_t kThreads = 2;
constexpr int kGivingWay = 10;  // see nice(2)
constexpr std::chrono::milliseconds kObservedEach(200);
constexpr std::int64_t kCountedAtOnce = 4096;

// All that a verdict reads of a subject without records; below all days where
// there is no bar.
using Class =
    std::tuple<bool, absl::CivilDay, bool, bool, int, int, std::uint32_t>;

Class ClassOf(const policy::Standing& standing) {
  return {standing.registered,
          standing.barred_until.value_or(absl::CivilDay::min()),
          standing.open_holds > 0,
          standing.open_mismatches > 0,
          int{standing.operator_kind},
          int{standing.status},
          standing.region};
}

// One thread's part of a trial.
class Trier {
 public:
  Trier(const TrialPairs& pairs, std::size_t sample_size)
      : pairs_(pairs), known_(pairs.size()), tally_(sample_size) {}

  absl::Status Take(absl::string_view code, absl::string_view bytes) {
    ASSIGN_OR_RETURN(const StoredStanding stored, DecodeStored(bytes));
    const policy::Standing& standing = stored.standing;
    const std::size_t index = pairs_.IndexFor(code);
    if (!standing.records.empty()) {
      tally_.Add(code, pairs_[index].Try(standing));
      return absl::OkStatus();
    }
    const auto [found, fresh] =
        known_[index].try_emplace(ClassOf(standing), Effect{});
    if (fresh) found->second = pairs_[index].Try(standing);
    tally_.Add(code, found->second);
    return absl::OkStatus();
  }

  const TrialTally& tally() const { return tally_; }

 private:
  const TrialPairs& pairs_;
  std::vector<absl::flat_hash_map<Class, Effect>> known_;  // by pair
  TrialTally tally_;
};

// The threads of a trial and what they share.
class Run {
 public:
  Run(const TrialInput& input, const TrialPairs& pairs,
      std::vector<std::string> ranges)
      : snapshot_(input.store), ranges_(std::move(ranges)) {
    for (std::size_t i = 0; i < kThreads; ++i) {
      triers_.push_back(std::make_unique<Trier>(pairs, input.sample_size));
    }
    for (auto& trier : triers_) {
      threads_.emplace_back([this, &trier] { Work(*trier); });
    }
  }

  ~Run() {
    stopped_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

  absl::StatusOr<TrialTally> Wait(std::size_t sample_size,
                                  TrialObserver observe) {
    const auto total =
        static_cast<std::int64_t>(snapshot_.EstimateKeys(kStanding));
    std::unique_lock lock(mutex_, std::defer_lock);
    do {
      if (lock.owns_lock()) lock.unlock();
      if (!observe(done_, std::max<std::int64_t>(total, done_))) {
        return absl::CancelledError("nobody waits for the trial any more");
      }
      lock.lock();
    } while (
        !ended_.wait_for(lock, kObservedEach, [&] { return at_work_ == 0; }));
    RETURN_IF_ERROR(failure_);
    TrialTally whole(sample_size);
    for (const auto& trier : triers_) whole.Merge(trier->tally());
    return whole;
  }

 private:
  void Work(Trier& trier) {
    setpriority(PRIO_PROCESS, 0, kGivingWay);  // on Linux, of this thread
    absl::Status status;
    while (status.ok() && !stopped_) {
      const std::size_t range = next_range_++;
      if (range >= ranges_.size()) break;
      status = TakeRange(range, trier);
    }
    const std::lock_guard lock(mutex_);
    failure_.Update(status);
    if (!status.ok()) stopped_ = true;
    if (--at_work_ == 0) ended_.notify_all();
  }

  absl::Status TakeRange(std::size_t range, Trier& trier) {
    const bool last = range + 1 == ranges_.size();
    std::int64_t uncounted = 0;
    absl::Status taken;
    RETURN_IF_ERROR(snapshot_.Scan(
        kStanding, ranges_[range], last ? "" : ranges_[range + 1],
        [&](absl::string_view code, absl::string_view bytes) {
          taken = trier.Take(code, bytes);
          if (++uncounted == kCountedAtOnce) {
            done_ += std::exchange(uncounted, 0);
          }
          return taken.ok() && !stopped_;
        }));
    done_ += uncounted;
    return taken;
  }

  const kv::Snapshot snapshot_;
  const std::vector<std::string> ranges_;
  std::vector<std::unique_ptr<Trier>> triers_;
  std::atomic<std::size_t> next_range_{0};
  std::atomic<std::int64_t> done_{0};
  std::atomic<bool> stopped_{false};

  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t at_work_ = kThreads;  // guarded by mutex_
  absl::Status failure_;            // likewise

  std::vector<std::thread> threads_;
};

}  // namespace

absl::StatusOr<TrialTally> TryOnAll(const TrialInput& input,
                                    TrialObserver observe) {
  ASSIGN_OR_RETURN(const TrialPairs pairs, TrialPairs::Make(input));
  ASSIGN_OR_RETURN(std::vector<std::string> ranges, TrialRanges(input.store));
  Run run(input, pairs, std::move(ranges));
  return run.Wait(input.sample_size, observe);
}

}  // namespace creditproof::eligibility_check
