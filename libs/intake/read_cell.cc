// How a cell is read, by its content.

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/amount_cell.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/date_cell.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {
namespace {

using ingestion::v1::ROW_RULE_AMOUNT;
using ingestion::v1::ROW_RULE_DATE;
using ingestion::v1::ROW_RULE_FOLDED;

// Of a text that was read as a day.
bool IsIsoDate(absl::string_view text) {
  return text.size() == 10 && text[4] == '-';
}

// What departments write where there is no code.
bool SaysNoCode(absl::string_view code) {
  return code == "无" || code == "暂无" || code == "/" || code == "NULL";
}

}  // namespace

void RowBuilder::ReadCell(std::size_t index) {
  const absl::string_view cell = cells_[index];
  values_[index] = "";
  if (cell.empty()) return;
  switch (header_.columns[index].content) {
    case Content::kText:
      return ReadText(index, cell);
    case Content::kCode:
      return ReadCode(index, cell);
    case Content::kPastDate:
    case Content::kDate:
    case Content::kEndDate:
      return ReadDate(index, cell);
    case Content::kAmount:
      return ReadMoney(index, cell);
    case Content::kIdentity:
      row_->personal_numbers.emplace_back(header_.columns[index].id,
                                          std::string(cell));
      return;
    case Content::kNumber:
      return ReadNumber(index, cell);
  }
}

void RowBuilder::ReadNumber(std::size_t index, absl::string_view cell) {
  std::string number = FoldCode(cell);
  if (!GivesIdentityNumber(number)) return ReadText(index, cell);
  row_->personal_numbers.emplace_back(header_.columns[index].id,
                                      std::move(number));
}

void RowBuilder::ReadText(std::size_t index, absl::string_view cell) {
  if (!HoldsIdentityNumber(cell)) {
    values_[index] = cell;
    return;
  }
  Set(index, MaskIdentityNumbers(cell));
  RemarkAt(ROW_RULE_FOLDED, index, "其中的居民身份证号码已隐去，不予保存");
}

void RowBuilder::ReadCode(std::size_t index, absl::string_view cell) {
  std::string code = FoldCode(cell);
  if (GivesIdentityNumber(code)) {
    row_->personal_numbers.emplace_back(header_.columns[index].id,
                                        std::move(code));
    return;
  }
  if (SaysNoCode(code)) return;
  // Only a code that is valid once folded is safe to repeat in a message.
  if (code != cell && CreditCode::Parse(code).ok()) {
    RemarkAt(ROW_RULE_FOLDED, index,
             absl::StrCat("含有全角字符、小写字母、空格或连字符，已按“", code,
                          "”读取"));
  }
  Set(index, std::move(code));
}

void RowBuilder::ReadDate(std::size_t index, absl::string_view cell) {
  const Content content = header_.columns[index].content;
  if (content == Content::kEndDate && SaysNoEnd(cell)) {
    return Set(index, base::FormatDate(absl::CivilDay(kNoEndYear, 12, 31)));
  }
  std::optional<absl::CivilDay> day = ReadDay(cell);
  if (!day) {
    day = ReadDay(HalfWidthText(cell));
    if (day) {
      RemarkAt(ROW_RULE_FOLDED, index,
               absl::StrCat("含有全角字符或空格，已按“", base::FormatDate(*day),
                            "”读取"));
    }
  }
  if (!day) {
    return RejectAt(ROW_RULE_DATE, index,
                    absl::StrCat(Excerpt(cell),
                                 "不是日期，或没有这一天：请写成2024-03-04"
                                 "或2024/03/04的形式"));
  }
  if (content == Content::kPastDate && *day > expectation_.today) {
    return RejectAt(ROW_RULE_DATE, index,
                    absl::StrCat(Excerpt(cell), "晚于今天，请核对"));
  }
  if (IsIsoDate(cell)) {
    values_[index] = cell;
  } else {
    Set(index, base::FormatDate(*day));
  }
}

void RowBuilder::ReadMoney(std::size_t index, absl::string_view cell) {
  std::string half = HalfWidthText(cell);
  absl::StatusOr<std::string> amount = ReadAmount(half);
  if (!amount.ok()) {
    return RejectAt(ROW_RULE_AMOUNT, index,
                    std::string(amount.status().message()));
  }
  if (half != cell) {
    RemarkAt(ROW_RULE_FOLDED, index,
             absl::StrCat("含有全角字符或空格，已按“", *amount, "”读取"));
  }
  Set(index, *std::move(amount));
}

}  // namespace creditproof::intake
