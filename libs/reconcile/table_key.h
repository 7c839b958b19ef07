// Where a row stands in a table that is compared.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::reconcile {

// Characters of a key, all of `[0-9a-f]`.
inline constexpr std::size_t kKeyLength = 40;

// The day of the decision (YYYYMMDD, zeros when it is no date), then the record
// id.
std::string RecordKey(absl::string_view decision_date,
                      absl::string_view record_id);

// The first 40 hex digits of SHA-256 of the code.
std::string RegistrationKey(absl::string_view credit_code);

// The part of a record's key that is its id; of a registration's, what tells it
// apart as well as the whole.
absl::string_view RecordIdOf(absl::string_view key);

// Whether keys may begin like this.
bool IsKeyPrefix(absl::string_view text);

}  // namespace creditproof::reconcile
