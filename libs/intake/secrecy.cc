#include "libs/intake/secrecy.h"

#include <algorithm>

#include "libs/intake/cell_text.h"
#include "libs/intake/column_names.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {
namespace {

constexpr absl::string_view kClassified[] = {
    "是", "Y", "YES", "1", "TRUE", "涉密", "秘密", "机密", "绝密"};
constexpr absl::string_view kOpen[] = {"",   "否",    "N",      "NO",
                                       "0",  "FALSE", "不涉密", "非涉密",
                                       "无", "非密",  "公开",   "内部"};

template <std::size_t size>
bool Among(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Secrecy Judge(absl::string_view cell) {
  if (TrimBlanks(cell).empty()) return Secrecy::kOpen;
  const std::string word = FoldHeader(cell);
  if (Among(kClassified, word)) return Secrecy::kClassified;
  return Among(kOpen, word) ? Secrecy::kOpen : Secrecy::kUnclear;
}

bool Is(CommonColumn column, absl::string_view header) {
  const ColumnSpec& spec = CommonColumns()[static_cast<std::size_t>(column)];
  return NamesColumn(spec, header);
}

Secrecy Worse(Secrecy a, Secrecy b) {
  if (a == Secrecy::kClassified || b == Secrecy::kClassified) {
    return Secrecy::kClassified;
  }
  return a == Secrecy::kOpen ? b : a;
}

// 是 and the levels, but not 1 or Y, which stand in many columns.
bool SaysClassified(absl::string_view cell) {
  const absl::string_view word = TrimBlanks(cell);
  return static_cast<unsigned char>(word.empty() ? ' ' : word[0]) >= 0x80 &&
         Judge(word) == Secrecy::kClassified;
}

// The cell of `column` counted from the right, as it stands when a comma too
// many is before it.
absl::string_view FromRight(absl::Span<const absl::string_view> cells,
                            std::size_t column, std::size_t columns) {
  const std::size_t behind = columns - column;
  return behind <= cells.size() ? cells[cells.size() - behind] : "";
}

Secrecy OfDamaged(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns) {
  if (columns.classified) {
    const absl::string_view cell =
        FromRight(cells, *columns.classified, columns.columns);
    if (!TrimBlanks(cell).empty() && Judge(cell) == Secrecy::kOpen) {
      return Secrecy::kOpen;
    }
  }
  return std::any_of(cells.begin(), cells.end(), SaysClassified)
             ? Secrecy::kClassified
             : Secrecy::kOpen;
}

}  // namespace

SecrecyColumns FindSecrecyColumns(absl::Span<const absl::string_view> header) {
  SecrecyColumns found{.columns = header.size()};
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (Is(CommonColumn::kClassified, header[i])) found.classified = i;
    if (Is(CommonColumn::kSecrecy, header[i])) found.level = i;
  }
  return found;
}

Secrecy SecrecyOf(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns) {
  if (!columns.classified && !columns.level) return Secrecy::kOpen;
  if (cells.size() != columns.columns) return OfDamaged(cells, columns);
  Secrecy secrecy = Secrecy::kOpen;
  for (const auto& column : {columns.classified, columns.level}) {
    if (column) secrecy = Worse(secrecy, Judge(cells[*column]));
  }
  return secrecy;
}

}  // namespace creditproof::intake
