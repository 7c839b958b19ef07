// Tells, day by day, what about the policy in force wants an administrator.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/policy_service.pb.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"

namespace creditproof::ingestion {

// At the start, and as each day of China begins, from construction to
// destruction.
class PolicyWatch {
 public:
  // Called from a thread of the watch's own.
  using Tell =
      std::function<void(const policy::v1::Policy&, const v1::PolicyAlert&)>;

  // `store` must outlive this object.
  PolicyWatch(const kv::Store& store, base::Clock clock, Tell tell);

 private:
  void Run(const std::stop_token& stop);
  absl::Status TellAll(absl::Time now) const;

  const kv::Store& store_;
  const base::Clock clock_;
  const Tell tell_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::ingestion
