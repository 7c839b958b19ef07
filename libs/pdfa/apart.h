// A report taken apart, to be changed and put together again: for tests.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/part.h"

namespace creditproof::pdfa {

struct Apart {
  std::vector<report::Part> objects;  // by number - 1; streams not compressed
  std::string trailer;                // its entries, without /Size

  // Both replace the first `from`, which must be there: in dictionaries, in
  // streams.
  void InDictionary(absl::string_view from, absl::string_view to);
  void InStream(absl::string_view from, absl::string_view to);
};

Apart TakeApart(absl::string_view pdf);
std::string PutTogether(const Apart& apart);

}  // namespace creditproof::pdfa
