// How far a store has applied a partition, as it lies in that store beside the
// data: written in the same batch.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kv/store.h"

namespace creditproof::changelog {

struct Mark {
  std::uint64_t position = 0;
  absl::Time append_time = absl::InfinitePast();  // of the entry there
  std::string running_sha256;
};

// Layout: partition (4 bytes) -> position (8) || append time (8, microseconds
// since 1970) || running SHA-256. Numbers are big-endian.
std::string MarkKey(std::uint32_t partition);
std::string EncodeMark(const Mark& mark);

// Position 0 when nothing was applied. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<Mark> ReadMark(const kv::Store& store, kv::Family family,
                              std::uint32_t partition);

}  // namespace creditproof::changelog
