// Ports of this machine.
#pragma once

#include <string>

namespace creditproof::testing {

// `127.0.0.1:PORT` where nobody listens. Aborts when there is no port left.
std::string FreeAddress();

// A connection to `IP:PORT`, for the caller to close; -1 when there is none to
// be had.
int Connect(const std::string& address);

}  // namespace creditproof::testing
