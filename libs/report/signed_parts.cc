#include "libs/report/signed_parts.h"

#include <vector>

namespace creditproof::report {

std::string WithUnsigned(absl::string_view cms, absl::string_view attributes) {
  const auto first = [cms](std::vector<int> path, int count) {
    std::string values;
    for (int i = 0; i < count; ++i) {
      path.push_back(i);
      absl::StrAppend(&values, der::At(cms, path));
      path.pop_back();
    }
    return values;
  };
  const std::string signer = der::Value(
      der::kSequence, absl::StrCat(first({1, 0, 4, 0}, 6),
                                   der::Value(der::kContext1, attributes)));
  const std::string data =
      der::Value(der::kSequence,
                 absl::StrCat(first({1, 0}, 4), der::Value(der::kSet, signer)));
  return der::Value(
      der::kSequence,
      absl::StrCat(first({}, 1), der::Value(der::kContext0, data)));
}

}  // namespace creditproof::report
