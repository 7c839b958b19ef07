// UTF-16BE, as the text strings of a file are.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::pdfa {

// Characters; a surrogate without its other half stays one.
std::vector<char32_t> FromUtf16(absl::string_view bytes);

// A text string: UTF-16BE behind a mark, else ASCII. UTF-8.
std::string TextOf(absl::string_view string);

}  // namespace creditproof::pdfa
