// Stores that are there as a whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "libs/kv/store.h"

namespace creditproof::kv {

// Makes a store in `directory` unless there is one already: `fill` gets an
// empty store beside it, DIRECTORY.part, which takes its place once it is
// filled and on disk. What a call that was cut off left there is thrown away.
// Fails as `fill` does, or with UNAVAILABLE (STORE_UNAVAILABLE) while another
// process makes the same store: DIRECTORY.lock, which stays, tells.
absl::Status MakeWhole(const std::filesystem::path& directory,
                       const std::vector<FamilySpec>& families,
                       absl::FunctionRef<absl::Status(Store&)> fill);

}  // namespace creditproof::kv
