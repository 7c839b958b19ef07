// A credit code as 12 bytes: its 18 characters are the digits, most significant
// first, of a number to base 31 (values of GB 32100-2015 table 4), big-endian.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::claim {

constexpr std::size_t kCodeBytes = 12;

std::string PackCode(const CreditCode& code);

// Fails with INVALID_ARGUMENT when `packed` (12 bytes) is no valid code.
absl::StatusOr<CreditCode> UnpackCode(absl::string_view packed);

}  // namespace creditproof::claim
