// Numbers in keys: big-endian, so that keys order as the numbers do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include "absl/strings/string_view.h"

namespace creditproof::kv {

// Appends the bytes of `value`, most significant first.
template <typename Unsigned>
void AppendBigEndian(std::string& out, Unsigned value) {
  static_assert(std::is_unsigned_v<Unsigned>);
  for (std::size_t i = sizeof(Unsigned); i-- > 0;) {
    out.push_back(
        static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
  }
}

template <typename Unsigned>
std::string BigEndian(Unsigned value) {
  std::string out;
  AppendBigEndian(out, value);
  return out;
}

// Reads the first sizeof(Unsigned) bytes of `bytes`, which must be there.
template <typename Unsigned>
Unsigned ReadBigEndian(absl::string_view bytes) {
  static_assert(std::is_unsigned_v<Unsigned>);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return static_cast<Unsigned>(value);
}

}  // namespace creditproof::kv
