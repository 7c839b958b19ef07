// Administrative divisions, GB/T 2260: what lies in what.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <cstdint>
#include <string>

namespace creditproof::eligibility_check {

// A prefix of 2, 4 or 6 digits as a number; 0 for anything else.
std::uint32_t DivisionNumber(const std::string& prefix);

// The number of the division that `region` (six digits as a number) is: a code
// that ends in 00 is the wider division's own. 0 for unknown. A hundredth of it
// is the division around it.
std::uint32_t DivisionOf(std::uint32_t region);

// Whether `region` is, or lies in, one of `prefixes`; none of them are the
// whole province.
bool LiesInAny(std::uint32_t region,
               const google::protobuf::RepeatedPtrField<std::string>& prefixes);

}  // namespace creditproof::eligibility_check
