// When the entries of a partition were appended.
//
// Key: partition (4 bytes) || position (8, its complement, so that the last
// one at or before another comes first). Value: append time (8, microseconds
// since 1970). Only for positions whose time differs from the one before: an
// act of ingestion appends many entries at one time.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/changelog/follower.h"
#include "libs/kv/store.h"

namespace creditproof::record_store {

// Adds to `batch` the times of `entries`, which follow on one that was appended
// at `before`.
void PutAppendTimes(std::uint32_t partition,
                    const std::vector<changelog::DecodedEntry>& entries,
                    absl::Time before, kv::Batch& batch);

// Makes the times of a partition from its changes, in a store from before they
// were kept.
absl::Status MakeAppendTimes(std::uint32_t partition, kv::Store& store);

// When the entry at `position`, which is applied, was appended; InfinitePast
// for position 0.
absl::StatusOr<absl::Time> AppendTimeAt(const kv::Store& store,
                                        std::uint32_t partition,
                                        std::uint64_t position);

// The last position up to `applied` that was appended no later than `time`; 0
// when there is none. Times never fall in a log.
absl::StatusOr<std::uint64_t> LastAppendedBy(const kv::Store& store,
                                             std::uint32_t partition,
                                             absl::Time time,
                                             std::uint64_t applied);

}  // namespace creditproof::record_store
