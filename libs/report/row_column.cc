#include "libs/report/row_column.h"

#include <utility>

#include "libs/report/set_lines.h"
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
  for (std::u32string& line :
       SetLines(canvas_, OneParagraph(text), place_.width() - indent, style)) {
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
