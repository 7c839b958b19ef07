#include "libs/intake/realign.h"

#include "libs/credit_code/credit_code.h"
#include "libs/intake/amount_cell.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/date_cell.h"
#include "libs/intake/identity_number.h"

namespace creditproof::intake {
namespace {

// `code` is folded. A person's number may stand in a code's place.
int SuitsCode(absl::string_view code) {
  if (CreditCode::Parse(code).ok()) return 1;
  return GivesIdentityNumber(code) ? 0 : -1;
}

// How well `cell` suits a column: texts say nothing either way.
int Suits(absl::string_view cell, Content content) {
  const absl::string_view text = TrimBlanks(cell);
  if (text.empty()) return 0;
  switch (content) {
    case Content::kCode:
      return SuitsCode(FoldCode(text));
    case Content::kPastDate:
    case Content::kDate:
    case Content::kEndDate:
      return ReadDay(text).has_value() ? 1 : -1;
    case Content::kAmount:
      return ReadAmount(text).ok() ? 1 : -1;
    case Content::kIdentity:
      return GivesIdentityNumber(FoldCode(text)) ? 1 : 0;
    case Content::kText:
    case Content::kNumber:
      return 0;
  }
  return 0;
}

}  // namespace

std::vector<absl::string_view> Realign(
    absl::Span<const absl::string_view> cells, const Header& header) {
  const std::size_t columns = header.columns.size();
  const std::size_t extra = cells.size() - columns;

  // Columns before the torn one count from the left, those behind it from the
  // right. Start with the first torn and move on, keeping the best.
  int score = 0;
  for (std::size_t i = 1; i < columns; ++i) {
    score += Suits(cells[i + extra], header.columns[i].content);
  }
  int best = score;
  std::size_t torn = 0;
  for (std::size_t i = 1; i < columns; ++i) {
    score += Suits(cells[i - 1], header.columns[i - 1].content);
    score -= Suits(cells[i + extra], header.columns[i].content);
    // Columns that hold text are the ones that are torn.
    const bool text = header.columns[i].content == Content::kText;
    if (score > best || (score == best && text)) {
      best = score;
      torn = i;
    }
  }

  std::vector<absl::string_view> aligned(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    if (i != torn) aligned[i] = cells[i < torn ? i : i + extra];
  }
  return aligned;
}

}  // namespace creditproof::intake
