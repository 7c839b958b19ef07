#include "tools/creditproof/bench_load.h"

#include <grpcpp/create_channel.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/rpc/status.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;

constexpr int kConnections = 4;
constexpr std::size_t kInFlight = 32;  // on each

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
  Loop(EligibilityService::Stub& stub,
       const std::vector<CheckRequest>& requests, std::size_t first,
       absl::Time end, Latch& latch)
      : stub_(stub),
        requests_(requests),
        next_(first),
        end_(end),
        latch_(latch) {
    latch_.Add();
    Call();
  }

  const std::vector<float>& latencies_us() const { return latencies_us_; }
  const grpc::Status& status() const { return status_; }

 private:
  void Call() {
    context_.emplace();
    started_ = absl::Now();
    const CheckRequest& request = requests_[next_++ % requests_.size()];
    stub_.async()->CheckEligibility(
        &*context_, &request, &response_,
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

  EligibilityService::Stub& stub_;
  const std::vector<CheckRequest>& requests_;
  std::size_t next_;
  const absl::Time end_;
  Latch& latch_;
  std::optional<grpc::ClientContext> context_;
  CheckResponse response_;
  absl::Time started_;
  grpc::Status status_;
  std::vector<float> latencies_us_;
};

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

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) +
                               absl::DurationFromTimeval(usage.ru_stime));
}

float Quantile(std::vector<float>& values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(
                                          share * double(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

absl::StatusOr<LoadFigures> Load(const std::string& address,
                                 const std::vector<CheckRequest>& requests,
                                 absl::Duration time) {
  const auto stubs = Connect(address);
  const double cpu_start = CpuSeconds();
  const absl::Time start = absl::Now();
  Latch latch;
  latch.Add();  // until all loops have started
  std::vector<std::unique_ptr<Loop>> loops;
  for (std::size_t i = 0; i < kConnections * kInFlight; ++i) {
    const std::size_t first = i * requests.size() / (kConnections * kInFlight);
    loops.push_back(std::make_unique<Loop>(*stubs[i % kConnections], requests,
                                           first, start + time, latch));
  }
  latch.Done();
  latch.Wait();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  const double cpu_seconds = CpuSeconds() - cpu_start;

  std::vector<float> latencies;
  for (const auto& loop : loops) {
    if (!loop->status().ok()) return rpc::FromGrpc(loop->status());
    latencies.insert(latencies.end(), loop->latencies_us().begin(),
                     loop->latencies_us().end());
  }
  const double calls = double(latencies.size());
  return LoadFigures{calls / seconds, Quantile(latencies, 0.5),
                     Quantile(latencies, 0.99), 1e6 * cpu_seconds / calls};
}

}  // namespace creditproof::tool
