// What must not stand in a cell.
#pragma once

#include "absl/strings/string_view.h"

namespace creditproof::intake {

enum class TextFault {
  kNone,
  kControl,      // NUL and the other control characters; marks that turn text
  kReplacement,  // U+FFFD: text that was garbled before it reached us
};

// `text` is valid UTF-8. Tabs and line breaks are allowed.
TextFault CheckText(absl::string_view text);

}  // namespace creditproof::intake
