#include "libs/report/text_string.h"

#include "absl/strings/str_cat.h"
#include "libs/report/utf8.h"

namespace creditproof::report {

std::string TextString(absl::string_view text) {
  std::string hex = "<FEFF";
  for (const char32_t character : Decode(text)) {
    absl::StrAppend(&hex, Utf16Hex(character));
  }
  return hex + ">";
}

}  // namespace creditproof::report
