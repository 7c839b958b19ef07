// Identity numbers of persons (GB 11643-1999) where they do not belong.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::intake {

// True for 17 digits and a digit or X with a date of birth in them, whether or
// not the check character is right: a mistyped number is somebody's too.
bool LooksLikeIdentityNumber(absl::string_view text);

// True when a number with a right check character stands in free `text`.
bool HoldsIdentityNumber(absl::string_view text);

// `text` with the birth date and sequence of each such number made asterisks.
std::string MaskIdentityNumbers(absl::string_view text);

}  // namespace creditproof::intake
