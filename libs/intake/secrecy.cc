#include "libs/intake/secrecy.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/column_names.h"
#include "libs/record/natural_key.h"

namespace creditproof::intake {
namespace {

constexpr absl::string_view kHeaderIds[] = {"CLASSIFIED", "SECRECY"};

constexpr absl::string_view kYes[] = {"是", "Y", "YES", "1", "TRUE"};
// How a marking begins: 秘密★10年, 绝密级.
constexpr absl::string_view kLevels[] = {"绝密", "机密", "秘密", "涉密"};
constexpr absl::string_view kOpen[] = {
    "否", "N", "NO", "0",    "FALSE", "不涉密", "非涉密", "未涉密",
    "无", "/", "-",  "非密", "公开",  "内部",   "NULL"};

template <std::size_t size>
bool Among(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// `folded` without what stands in brackets, unless nothing else does.
std::string OutsideBrackets(absl::string_view folded) {
  std::string outside;
  for (std::size_t open = folded.find('('); open != absl::string_view::npos;
       open = folded.find('(')) {
    const std::size_t close = folded.find(')', open);
    if (close == absl::string_view::npos) break;
    const bool is_last = open == 0 && close + 1 == folded.size();
    if (outside.empty() && is_last) break;
    absl::StrAppend(&outside, folded.substr(0, open));
    folded.remove_prefix(close + 1);
  }
  return absl::StrCat(outside, folded);
}

// `word` behind a level it begins with; `word` itself when it begins with none.
absl::string_view BehindLevel(absl::string_view word) {
  for (absl::string_view level : kLevels) {
    if (absl::ConsumePrefix(&word, level)) return word;
  }
  return word;
}

bool HasLevel(absl::string_view word) {
  return std::any_of(
      std::begin(kLevels), std::end(kLevels),
      [&](absl::string_view level) { return absl::StrContains(word, level); });
}

// Of a cell that is not empty.
Secrecy Judge(absl::string_view cell) {
  const std::string word = FoldHeader(cell);
  if (Among(kOpen, word)) return Secrecy::kOpen;
  if (BehindLevel(word).size() < word.size()) return Secrecy::kClassified;
  const std::string short_word = OutsideBrackets(word);  // of 否(可公开)
  if (Among(kYes, short_word)) return Secrecy::kClassified;
  return Among(kOpen, short_word) && !HasLevel(word) ? Secrecy::kOpen
                                                     : Secrecy::kUnclear;
}

Secrecy Worse(Secrecy a, Secrecy b) {
  if (a == Secrecy::kClassified || b == Secrecy::kClassified) {
    return Secrecy::kClassified;
  }
  return a == Secrecy::kOpen ? b : a;
}

// 是 and the markings, which say so wherever they stand: not 1 or Y, which
// stand in many columns, nor a sentence that begins with 秘密.
bool SaysClassified(absl::string_view cell) {
  const std::string word = FoldHeader(cell);
  if (word == "是") return true;
  const absl::string_view behind = BehindLevel(word);
  if (behind.size() == word.size()) return false;
  return behind.empty() || absl::StartsWith(behind, "★") || behind == "级";
}

// Where the cell of a column may stand in a row with cells too many or too few:
// counted from the right when they are before it, from the left when behind.
struct Places {
  absl::string_view from_right;
  absl::string_view from_left;
};
Places PlacesOf(absl::Span<const absl::string_view> cells, std::size_t column,
                std::size_t columns) {
  const std::size_t behind = columns - column;
  return {
      behind <= cells.size() ? TrimBlanks(cells[cells.size() - behind]) : "",
      column < cells.size() ? TrimBlanks(cells[column]) : ""};
}

Secrecy OfDamaged(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns) {
  bool says_open = false;
  bool says_neither = false;
  for (const std::size_t column : columns.places) {
    const auto [right, left] = PlacesOf(cells, column, columns.columns);
    const Secrecy on_right = right.empty() ? Secrecy::kUnclear : Judge(right);
    const Secrecy on_left = left.empty() ? Secrecy::kUnclear : Judge(left);
    const Secrecy found = on_right == Secrecy::kUnclear ? on_left : on_right;
    if (found == Secrecy::kClassified) return found;
    if (found == Secrecy::kOpen) says_open = true;
    // One of both is the column's own cell. An empty one says no.
    if (found == Secrecy::kUnclear && !right.empty() && !left.empty()) {
      says_neither = true;
    }
  }
  if (says_open) return Secrecy::kOpen;
  if (std::any_of(cells.begin(), cells.end(), SaysClassified)) {
    return Secrecy::kClassified;
  }
  return says_neither ? Secrecy::kUnclear : Secrecy::kOpen;
}

Secrecy OfBeginning(absl::Span<const absl::string_view> cells,
                    const SecrecyColumns& columns) {
  if (std::any_of(cells.begin(), cells.end(), SaysClassified)) {
    return Secrecy::kClassified;
  }
  Secrecy secrecy = Secrecy::kOpen;
  for (const std::size_t column : columns.places) {
    // The last cell may be cut.
    const bool is_there =
        column + 1 < cells.size() && !TrimBlanks(cells[column]).empty();
    secrecy =
        Worse(secrecy, is_there ? Judge(cells[column]) : Secrecy::kUnclear);
  }
  return secrecy;
}

}  // namespace

bool IsSecrecyHeader(absl::string_view header) {
  if (Among(kHeaderIds, FoldHeader(header))) return true;
  const std::string name = OutsideBrackets(record::FoldDocumentNumber(header));
  return absl::StrContains(name, "涉密") || absl::StrContains(name, "密级");
}

SecrecyColumns FindSecrecyColumns(absl::Span<const absl::string_view> header) {
  SecrecyColumns found{.columns = header.size()};
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (IsSecrecyHeader(header[i])) found.places.push_back(i);
  }
  return found;
}

Extent ExtentOf(const RawRow& raw) {
  if (raw.too_long) return Extent::kBeginning;
  return raw.torn ? Extent::kLine : Extent::kWhole;
}

Secrecy SecrecyOf(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns, Extent extent) {
  if (columns.places.empty()) return Secrecy::kOpen;
  const bool is_whole = cells.size() == columns.columns;
  if (extent == Extent::kBeginning || (extent == Extent::kLine && !is_whole)) {
    return OfBeginning(cells, columns);
  }
  if (!is_whole) return OfDamaged(cells, columns);
  Secrecy secrecy = Secrecy::kOpen;
  for (const std::size_t column : columns.places) {
    if (TrimBlanks(cells[column]).empty()) continue;
    secrecy = Worse(secrecy, Judge(cells[column]));
  }
  return secrecy;
}

}  // namespace creditproof::intake
