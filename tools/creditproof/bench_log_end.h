// What strong checks ask of the change log, in a benchmark without one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "libs/changelog/head_reader.h"
#include "services/eligibility_check/replica.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// A server whose log ends where `replica` is.
class LogEnd {
 public:
  static absl::StatusOr<std::unique_ptr<LogEnd>> Start(
      const eligibility_check::Replica& replica);
  ~LogEnd();

  // Reads the heads over plain TCP, a call each.
  absl::StatusOr<changelog::Heads> Read();

  // How often that was done.
  std::uint64_t read_count() const { return read_count_; }

 private:
  class Service;
  LogEnd(std::unique_ptr<Service> service, Listening listening);

  const std::unique_ptr<Service> service_;
  const Listening listening_;
  const std::shared_ptr<grpc::Channel> channel_;
  std::atomic<std::uint64_t> read_count_{0};
};

}  // namespace creditproof::tool
