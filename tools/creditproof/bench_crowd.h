// Connections that a gateway must bear beside those that ask.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace creditproof::tool {

// 1,000 that say nothing, and 200 that each send a byte of a request a second,
// and come again once they are cut off. They go when this object does.
class Crowd {
 public:
  // Fails with UNAVAILABLE when not all are let in.
  static absl::StatusOr<std::unique_ptr<Crowd>> Gather(std::string address);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Fails with UNAVAILABLE unless all that say nothing are still let be.
  absl::Status CheckIdle() const;

 private:
  explicit Crowd(std::string address) : address_(std::move(address)) {}

  bool Connect();
  void Trickle(const std::stop_token& stop);

  const std::string address_;
  std::vector<int> idle_;
  std::vector<int> slow_;
  std::jthread trickling_;  // last: uses the above
};

}  // namespace creditproof::tool
