// How a trial shares out the subjects among its threads.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/kv/store.h"

namespace creditproof::eligibility_check {

// Where ranges of the stored standings begin, ascending, together all there
// are: one for each registrar and region, or finer where these are few.
absl::StatusOr<std::vector<std::string>> TrialRanges(const kv::Store& store);

}  // namespace creditproof::eligibility_check
