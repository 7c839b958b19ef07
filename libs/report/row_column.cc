#include "libs/report/row_column.h"

#include <utility>

#include "libs/report/line_breaker.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

// Sources may send tabs and line breaks.
std::u32string OneParagraph(absl::string_view text) {
  std::u32string characters = Decode(text);
  for (char32_t& character : characters) {
    if (character == U'\t' || character == U'\n' || character == U'\r') {
      character = U' ';
    }
  }
  return characters;
}

}  // namespace

void RowColumn::Add(absl::string_view text, Style style, double leading,
                    double indent) {
  const auto advance = [&](char32_t character) {
    return canvas_.Width(std::u32string_view(&character, 1), style);
  };
  for (std::u32string& line :
       BreakLines(OneParagraph(text), place_.width() - indent, advance)) {
    lines_.push_back({column_, place_.left() + indent, top_, leading, style,
                      std::move(line)});
    top_ += leading;
  }
}

void RowColumn::AddBeside(absl::string_view text, Style style, double leading) {
  lines_.push_back(
      {column_, place_.left(), top_, leading, style, Decode(text)});
}

}  // namespace creditproof::report
