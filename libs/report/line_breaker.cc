#include "libs/report/line_breaker.h"

namespace creditproof::report {
namespace {

constexpr std::u32string_view kNeverFirst =
    U"，。、；：？！）》”’〕】」』〉…％,.;:?!)]}%＊\u00A0";
constexpr std::u32string_view kNeverLast = U"（《“‘〔【「『〈([{\u00A0";
constexpr std::u32string_view kUnits =
    U"年月日时分秒元万亿个号楼层室幢栋座单户条项点";
constexpr std::u32string_view kDateParts = U"年月日时分";
constexpr double kRounding = 1e-6;

bool In(std::u32string_view set, char32_t character) {
  return set.find(character) != std::u32string_view::npos;
}

bool IsDigit(char32_t character) {
  return character >= U'0' && character <= U'9';
}

// Scripts that break at blanks only: Latin, Greek and Cyrillic, with the
// figures and signs of ASCII.
bool IsWordPart(char32_t character) {
  return (character > U' ' && character < 0x7F) ||
         (character >= 0xC0 && character < 0x530);
}

// Whether a line may end after `text[at]`.
bool MayBreakAfter(std::u32string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  const char32_t left = text[at];
  const char32_t right = text[at + 1];
  if (left == U' ') return true;
  if (right == U' ' || In(kNeverFirst, right) || In(kNeverLast, left)) {
    return false;
  }
  if (IsWordPart(left) && IsWordPart(right)) return false;
  if (IsDigit(left) && In(kUnits, right)) return false;
  const bool inside_date =
      at > 0 && IsDigit(text[at - 1]) && In(kDateParts, left) && IsDigit(right);
  return !inside_date;
}

std::u32string Trimmed(std::u32string_view line) {
  while (!line.empty() && line.back() == U' ') line.remove_suffix(1);
  return std::u32string(line);
}

}  // namespace

std::vector<std::u32string> BreakLines(
    std::u32string_view text, double width,
    absl::FunctionRef<double(char32_t)> advance) {
  std::vector<std::u32string> lines;
  std::size_t start = 0;
  std::size_t last_break = 0;  // where the next line may start
  double used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    used += advance(text[i]);
    if (used > width + kRounding && text[i] != U' ' && i > start) {
      const std::size_t end = last_break > start ? last_break : i;
      lines.push_back(Trimmed(text.substr(start, end - start)));
      start = end;
      used = 0;
      for (std::size_t k = start; k <= i; ++k) used += advance(text[k]);
    }
    if (MayBreakAfter(text, i)) last_break = i + 1;
  }
  if (start < text.size()) lines.push_back(Trimmed(text.substr(start)));
  return lines;
}

}  // namespace creditproof::report
