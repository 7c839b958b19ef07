// Follows partitions of the log and applies their entries, in order and exactly
// once, to a store that keeps its own position.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "libs/changelog/change_log.h"

namespace creditproof::changelog {

// An entry, decoded, as an applier sees it.
struct DecodedEntry {
  std::uint64_t position;
  std::string append_id;
  absl::Time append_time;
  v1::Change change;
  std::string running_sha256;
};

// What a follower feeds. One thread a partition calls it.
class Applier {
 public:
  virtual ~Applier() = default;

  // The last position applied to `partition` and the running digest there;
  // {0, ""} for none.
  struct Applied {
    std::uint64_t position = 0;
    std::string running_sha256;
  };
  virtual absl::StatusOr<Applied> Start(std::uint32_t partition) = 0;

  // Applies consecutive entries; data and position go into one batch. On an
  // error the follower stops and starts again from Start().
  virtual absl::Status Apply(std::uint32_t partition,
                             const std::vector<DecodedEntry>& entries) = 0;
};

// Where entries come from: opens a reading of `partition` after `position`,
// which calls `consume` with batches of consecutive entries until it is
// cancelled by `stop` or fails. `consume` returns an error to end the reading.
using EntrySource = std::function<absl::Status(
    std::uint32_t partition, std::uint64_t after_position,
    const std::stop_token& stop,
    const std::function<absl::Status(std::vector<LogEntry>)>& consume)>;

// One thread a partition, from construction to destruction. After a failure it
// waits a moment and starts again from what was applied. Verifies that
// positions are dense and that the running digest continues: a divergence is
// logged as an error and nothing is applied past it.
class Follower {
 public:
  // `applier` must outlive the follower.
  Follower(EntrySource source, const std::vector<std::uint32_t>& partitions,
           Applier& applier);
  ~Follower();

 private:
  std::vector<std::jthread> threads_;
};

}  // namespace creditproof::changelog
