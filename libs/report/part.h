// What an object of a PDF file is before it has a number: the text of its
// dictionary and, for a stream, its bytes.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace creditproof::report {

struct Part {
  std::string dictionary;  // with << >>; without /Length
  absl::optional<std::string> stream;
};

// `number` 0 R.
std::string Ref(int number);

// A stream as it is. `entries` stand in the dictionary, without << >>.
Part PlainStream(absl::string_view entries, std::string bytes);

// A stream compressed with zlib's format. `level` is libdeflate's, 1 to 12.
Part DeflatedStream(absl::string_view entries, absl::string_view bytes,
                    int level);

}  // namespace creditproof::report
