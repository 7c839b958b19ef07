// By what a client is told from others when limits are counted.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::gateway {

// The address; of IPv6 the first 64 bits, since one client has all the others.
std::string ClientKey(absl::string_view address);

}  // namespace creditproof::gateway
