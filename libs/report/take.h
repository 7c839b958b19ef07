// Finding what is expected in bytes.
#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace creditproof::report {

// True when `rest` began with `expected`, which is then taken off.
bool Take(absl::string_view& rest, absl::string_view expected);

// True when `rest` began with a number of 1 to 9 digits without a leading zero,
// which is then taken off.
bool TakeNumber(absl::string_view& rest, std::size_t& number);

// The number that stands right behind `key` in a dictionary, such as 7 for
// `/Width ` in `/Width 7`, or for `/Contents ` in `/Contents 7 0 R`.
absl::optional<int> NumberAfter(absl::string_view dictionary,
                                absl::string_view key);

// Likewise, behind `key` and a blank; nothing when `key` stands there twice.
absl::optional<int> OnlyNumberAfter(absl::string_view dictionary,
                                    absl::string_view key);

}  // namespace creditproof::report
