// A stranger's words, as they may be shown among ours.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::verification {

// The first 200 characters of `text`, UTF-8, … behind them where there are
// more. Control characters and those that turn the direction of writing, which
// could make a terminal or a page show something else, are replaced by U+FFFD.
std::string ShownText(absl::string_view text);

}  // namespace creditproof::verification
