#include "tools/creditproof/bench_calls.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "libs/rpc/status.h"

namespace creditproof::tool {
namespace {

// Counts the loops that still run.
class Latch {
 public:
  void Add() {
    const std::lock_guard lock(mutex_);
    ++running_;
  }
  void Done() {
    const std::lock_guard lock(mutex_);
    if (--running_ == 0) none_.notify_all();
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return running_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  int running_ = 0;  // guarded by mutex_
};

// One call after another until `end`, each started where the last one ended.
class Loop {
 public:
  Loop(const StartCall& start, std::size_t place, absl::Time end, Latch& latch)
      : start_(start), place_(place), end_(end), latch_(latch) {
    latch_.Add();
    Call();
  }

  const std::vector<float>& latencies_us() const { return latencies_us_; }
  const grpc::Status& status() const { return status_; }

 private:
  void Call() {
    context_.emplace();
    started_ = absl::Now();
    start_(place_, number_++, *context_,
           [this](grpc::Status status) { Ended(std::move(status)); });
  }

  void Ended(grpc::Status status) {
    const absl::Time now = absl::Now();
    latencies_us_.push_back(
        static_cast<float>(absl::ToDoubleMicroseconds(now - started_)));
    status_ = std::move(status);
    if (!status_.ok() || now >= end_) return latch_.Done();
    Call();
  }

  const StartCall& start_;
  const std::size_t place_;
  std::size_t number_ = 0;
  const absl::Time end_;
  Latch& latch_;
  std::optional<grpc::ClientContext> context_;
  absl::Time started_;
  grpc::Status status_;
  std::vector<float> latencies_us_;
};

}  // namespace

absl::StatusOr<LoadFigures> KeepCalling(std::size_t loops, absl::Duration time,
                                        const StartCall& start) {
  const Meter meter;
  Latch latch;
  latch.Add();  // until all loops have started
  std::vector<std::unique_ptr<Loop>> running;
  for (std::size_t loop = 0; loop < loops; ++loop) {
    running.push_back(
        std::make_unique<Loop>(start, loop, meter.start() + time, latch));
  }
  latch.Done();
  latch.Wait();
  std::vector<float> latencies;
  for (const auto& loop : running) {
    if (!loop->status().ok()) return rpc::FromGrpc(loop->status());
    latencies.insert(latencies.end(), loop->latencies_us().begin(),
                     loop->latencies_us().end());
  }
  return meter.Read(std::move(latencies));
}

}  // namespace creditproof::tool
