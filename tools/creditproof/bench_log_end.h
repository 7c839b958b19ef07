// What strong checks and registrations ask of the change log, in a benchmark
// without one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/changelog/head_reader.h"
#include "libs/changelog/progress.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// A server whose log ends where `progress` is, which must outlive it.
class LogEnd {
 public:
  static absl::StatusOr<std::unique_ptr<LogEnd>> Start(
      const changelog::Progress& progress,
      const std::vector<std::uint32_t>& partitions);
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
