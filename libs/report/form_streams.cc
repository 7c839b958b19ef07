#include "libs/report/form_streams.h"

#include <algorithm>

namespace creditproof::report {
namespace {

std::size_t IndexOf(const std::vector<std::string>& names,
                    absl::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                  names.begin());
}

}  // namespace

ContentStream FormStreams::On(int page, absl::string_view name) const {
  const int index = static_cast<int>(IndexOf(names, name));
  return {index, page, first + index};
}

bool FormStreams::Has(absl::string_view name) const {
  return IndexOf(names, name) < names.size();
}

ContentStream FirstPage(const FormStreams& forms) {
  return {forms.page_key(1), reserved::kFirstPage};
}

}  // namespace creditproof::report
