// How much of the disk a RocksDB database takes in the long run.
#pragma once

#include <cstdint>
#include <filesystem>

namespace creditproof::testing {

// Compacts the whole database in `directory`, which nobody may have open, with
// the options it was last opened with. Returns the bytes of its tables. Aborts
// when it cannot.
std::uint64_t CompactedBytes(const std::filesystem::path& directory);

}  // namespace creditproof::testing
