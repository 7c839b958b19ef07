// Which partition a subject belongs to, and which partitions an instance
// serves.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof {

// First 32 bits, big-endian, of SHA-256(key). The whole system routes by this;
// by hash and not by prefix, since codes of one city cluster and firms move.
std::uint32_t RoutingHash(absl::string_view key);

// RoutingHash mod `partition_count`, a power of two.
std::uint32_t PartitionOf(absl::string_view key, std::uint32_t partition_count);

// The partitions of one installation that one instance serves. Immutable.
class PartitionSet {
 public:
  // `partitions` empty means all. Fails with INVALID_ARGUMENT when `count` is
  // no power of two from 1 to 1024, or a partition is out of range or doubled.
  static absl::StatusOr<PartitionSet> Make(
      std::uint32_t count, const std::vector<std::uint32_t>& partitions);

  // P of the installation.
  std::uint32_t count() const { return count_; }

  // Ascending.
  const std::vector<std::uint32_t>& served() const { return served_; }

  bool Serves(std::uint32_t partition) const;

  // The partition of `key`. Fails with FAILED_PRECONDITION (WRONG_PARTITION)
  // when it is not served here.
  absl::StatusOr<std::uint32_t> Locate(absl::string_view key) const;

 private:
  PartitionSet(std::uint32_t count, std::vector<std::uint32_t> served)
      : count_(count), served_(std::move(served)) {}

  std::uint32_t count_;
  std::vector<std::uint32_t> served_;
};

}  // namespace creditproof
