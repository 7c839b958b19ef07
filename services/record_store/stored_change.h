// How a change lies in record-store's database.
//
// Key: partition (4 bytes) || credit code (18, zeros for what concerns
// everybody) || position (8). Value: append time (8, microseconds since 1970)
// || serialized Change. Numbers are big-endian. A partition lies in one piece,
// what concerns everybody first, then subject by subject in log order.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "libs/changelog/follower.h"

namespace creditproof::record_store {

struct StoredChange {
  std::uint64_t position = 0;
  absl::Time append_time;
  changelog::v1::Change change;
};

// What the keys of a subject's changes start with; `credit_code` empty for what
// concerns everybody.
std::string ChangePrefix(std::uint32_t partition,
                         absl::string_view credit_code);
std::string ChangeKey(std::uint32_t partition, absl::string_view credit_code,
                      std::uint64_t position);
std::string ChangeValue(const changelog::DecodedEntry& entry);

// Read without decoding the change.
std::uint64_t PositionOf(absl::string_view key);
absl::Time AppendTimeOf(absl::string_view value);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<StoredChange> DecodeChange(absl::string_view key,
                                          absl::string_view value);

}  // namespace creditproof::record_store
