// A moment of the past, as people type it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::tool {

// Exactly one is set.
struct AsOf {
  std::uint64_t position = 0;
  std::optional<absl::Time> time;
};

// A position (digits); a time such as `2026-11-23 09:30:00` or
// `2026-11-23T09:30:00` in China, or in RFC 3339 with a zone; or a date, which
// means the end of that day, or `now` when that is not over. Fails with
// INVALID_ARGUMENT.
absl::StatusOr<AsOf> AsOfArgument(const std::string& text, absl::Time now);

// Asks `request` for that moment.
void AskAsOf(const AsOf& as_of, record::v1::GetSubjectRequest& request);

}  // namespace creditproof::tool
