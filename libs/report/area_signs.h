// What the grid shows at an area.
#pragma once

#include "absl/strings/string_view.h"

namespace creditproof::report {

inline constexpr absl::string_view kNothingFoundSign = "○";
inline constexpr absl::string_view kRecordsSign = "●";
inline constexpr absl::string_view kNotAskedSign = "／";
inline constexpr absl::string_view kNoDataSign = "暂无归集数据";

}  // namespace creditproof::report
