// Request ids: what makes a repeated request the same request.
#pragma once

#include <string>

namespace creditproof::tool {

// A random UUID (RFC 4122, version 4).
std::string RandomRequestId();

}  // namespace creditproof::tool
