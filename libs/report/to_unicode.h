// What the codes of a font mean (ISO 32000-1 section 9.10.3).
#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {

// By code; UTF-8. From a CMap as ours are written, each mapping a line:
// <code, 4 digits><UTF-16BE>. Fails with INVALID_ARGUMENT when a line that
// begins so goes on differently.
using CodeMeanings = absl::flat_hash_map<unsigned, std::string>;
absl::StatusOr<CodeMeanings> ReadToUnicode(absl::string_view cmap);

// The number that 1 to 4 hexadecimal digits, upper case, write; -1 for others.
int ReadHexNumber(absl::string_view digits);

}  // namespace creditproof::report
