// Pages among what else lies in a trail's family.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace creditproof::audit {

inline bool IsPage(absl::string_view key) {
  return key.size() == sizeof(std::uint64_t);
}

}  // namespace creditproof::audit
