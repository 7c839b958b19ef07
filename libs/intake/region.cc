#include "libs/intake/region.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "libs/credit_code/credit_code.h"
#include "libs/record/region.h"

namespace creditproof::intake {

std::string ReadRegion(absl::string_view text) {
  const std::string folded = FoldCode(text);
  absl::string_view name = folded;
  const absl::Span<const record::Region> regions = record::Regions();
  const absl::string_view province = regions.front().name;
  if (name != province) absl::ConsumePrefix(&name, province);
  for (const record::Region& region : regions) {
    if (region.name == name) return std::string(region.code);
  }
  const bool digits =
      std::all_of(folded.begin(), folded.end(), absl::ascii_isdigit);
  const std::size_t size = folded.size();
  const bool whole = size == 6 || size == 9 || size == 12;
  return digits && whole ? folded.substr(0, 6) : "";
}

}  // namespace creditproof::intake
