// Taking what is expected off the front of bytes.
#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"

namespace creditproof::report {

// True when `rest` began with `expected`, which is then taken off.
bool Take(absl::string_view& rest, absl::string_view expected);

// True when `rest` began with a number of 1 to 9 digits without a leading zero,
// which is then taken off.
bool TakeNumber(absl::string_view& rest, std::size_t& number);

}  // namespace creditproof::report
