// Administrative divisions (GB/T 2260) as registries write them.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::intake {

// 6 digits, from 6, 9 or 12 of them, or from the name of the province or one of
// its 13 prefectures. Empty for anything else.
std::string ReadRegion(absl::string_view text);

}  // namespace creditproof::intake
