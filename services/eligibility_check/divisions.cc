#include "services/eligibility_check/divisions.h"

#include <algorithm>

#include "absl/strings/numbers.h"

namespace creditproof::eligibility_check {

std::uint32_t DivisionNumber(const std::string& prefix) {
  std::uint32_t number = 0;
  return absl::SimpleAtoi(prefix, &number) ? number : 0;
}

std::uint32_t DivisionOf(std::uint32_t region) {
  while (region > 0 && region % 100 == 0) region /= 100;
  return region;
}

bool LiesInAny(
    std::uint32_t region,
    const google::protobuf::RepeatedPtrField<std::string>& prefixes) {
  if (prefixes.empty()) return true;
  const auto is_around = [&](const std::string& prefix) {
    const std::uint32_t wanted = DivisionNumber(prefix);
    std::uint32_t division = DivisionOf(region);
    while (division > 0 && division != wanted) division /= 100;
    return division > 0;
  };
  return std::any_of(prefixes.begin(), prefixes.end(), is_around);
}

}  // namespace creditproof::eligibility_check
