// Identity numbers of persons (GB 11643-1999) where they do not belong.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::intake {

// True for 17 digits and a digit or X with a date of birth in them, whether or
// not the check character is right: a mistyped number is somebody's too. Behind
// a 9, where operators' codes begin and only few persons' numbers do, it must
// be right.
bool LooksLikeIdentityNumber(absl::string_view text);

// True when `code`, the folded text of a cell that should hold a code, is no
// credit code but has a person's number in it: alone, at the beginning, as in
// the 20 characters that were the tax numbers of 个体工商户, or within.
bool GivesIdentityNumber(absl::string_view code);

// True when a number with a right check character stands in free `text`: alone
// or with 2 digits behind, in characters of any width, with or without blanks.
bool HoldsIdentityNumber(absl::string_view text);

// True for the header, folded, of a column that holds persons' numbers.
bool NamesPersonalNumber(absl::string_view header);

// `text` with the birth date and sequence of each such number made asterisks.
std::string MaskIdentityNumbers(absl::string_view text);

}  // namespace creditproof::intake
