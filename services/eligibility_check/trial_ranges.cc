#include "services/eligibility_check/trial_ranges.h"

#include <cstddef>

#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

constexpr std::size_t kFewRanges = 16;
// What a code starts with: who registered it, and where.
constexpr std::size_t kShortestPrefix = 8;
constexpr std::size_t kLongestPrefix = 14;

}  // namespace

absl::StatusOr<std::vector<std::string>> TrialRanges(const kv::Store& store) {
  std::vector<std::string> ranges;
  for (std::size_t length = kShortestPrefix;
       length <= kLongestPrefix && ranges.size() < kFewRanges; ++length) {
    ranges = {""};
    std::string after;
    while (true) {
      std::string next;
      RETURN_IF_ERROR(store.Scan(kStanding, "", after,
                                 [&](absl::string_view key, absl::string_view) {
                                   next = std::string(key.substr(0, length));
                                   return false;
                                 }));
      if (next.empty()) break;
      ranges.push_back(next);
      after = next;
      ++after.back();
    }
  }
  return ranges;
}

}  // namespace creditproof::eligibility_check
