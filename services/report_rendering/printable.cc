#include "services/report_rendering/printable.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/error.h"
#include "libs/credit_code/code_points.h"

namespace creditproof::report_rendering {
namespace {

constexpr std::size_t kMostBytes = 600;

// Controls, and what Unicode calls format characters: zero widths, line and
// paragraph separators, changes of direction.
bool IsInvisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0x00AD || c == 0xFEFF;
}

}  // namespace

absl::Status CheckPrintable(absl::string_view field, absl::string_view text) {
  if (text.size() > kMostBytes) {
    return base::InvalidField(
        field, absl::StrCat("is longer than ", kMostBytes, " bytes, it has ",
                            text.size()));
  }
  while (!text.empty()) {
    const CodePoint next = FirstCodePoint(text);
    if (IsInvisible(next.value)) {
      return base::InvalidField(
          field, absl::StrFormat("has the unprintable character U+%04X",
                                 static_cast<unsigned>(next.value)));
    }
    text.remove_prefix(next.bytes);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::report_rendering
