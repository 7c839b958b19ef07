// How large a department file may be in its parts. They bound the memory that a
// file costs, whatever it holds.
#pragma once

#include <cstddef>

namespace creditproof::intake {

inline constexpr std::size_t kMaxRowBytes = 1 << 20;
inline constexpr std::size_t kMaxCellBytes = 64 << 10;
inline constexpr std::size_t kMaxHeaderBytes = 64 << 10;
inline constexpr std::size_t kMaxColumns = 256;

}  // namespace creditproof::intake
