// Random bytes fit for keys.
#pragma once

#include <cstddef>
#include <string>

namespace creditproof::crypto {

// `count` bytes of OpenSSL's seeded generator. Thread-safe.
std::string RandomBytes(std::size_t count);

}  // namespace creditproof::crypto
