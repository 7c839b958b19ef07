#include "services/report_rendering/mask_name.h"

#include "libs/credit_code/code_points.h"

namespace creditproof::report_rendering {

std::string MaskName(absl::string_view name) {
  if (name.empty()) return "";
  const std::size_t first = FirstCodePoint(name).bytes;
  std::string masked(name.substr(0, first));
  name.remove_prefix(first);
  while (!name.empty()) {
    name.remove_prefix(FirstCodePoint(name).bytes);
    masked += "＊";
  }
  return masked;
}

}  // namespace creditproof::report_rendering
