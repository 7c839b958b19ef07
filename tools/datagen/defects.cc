#include "tools/datagen/defects.h"

#include "absl/strings/ascii.h"

namespace creditproof::datagen {
namespace {

using ingestion::v1::FileKind;

struct Columns {
  absl::string_view code;
  absl::string_view name;
  absl::string_view date;
};

Columns ColumnsOf(FileKind kind) {
  switch (kind) {
    case FileKind::FILE_KIND_PENALTY:
      return {"行政相对人代码_1(统一社会信用代码)", "行政相对人名称",
              "处罚决定日期"};
    case FileKind::FILE_KIND_DISHONESTY:
      return {"统一社会信用代码", "企业名称", "列入日期"};
    case FileKind::FILE_KIND_DEFAULTER:
      return {"身份证号码/组织机构代码", "被执行人姓名/名称", "发布时间"};
    default:
      return {"统一社会信用代码", "名称", "成立日期"};
  }
}

void SpoilPenalty(FileKind kind, Dice& dice, Cells& cells) {
  switch (dice.Below(3)) {
    case 0:
      cells[ColumnOf(kind, "罚款金额（万元）")] = "1,234.5";
      return;
    case 1:
      cells[ColumnOf(kind, "是否涉密")] = "是";
      return;
    default:
      cells[ColumnOf(kind, "行政相对人类别")] = "自然人";
      return;
  }
}

}  // namespace

void Spoil(FileKind kind, Dice& dice, Cells& cells) {
  const Columns columns = ColumnsOf(kind);
  std::string& code = cells[ColumnOf(kind, columns.code)];
  switch (dice.Below(kind == FileKind::FILE_KIND_PENALTY ? 6 : 5)) {
    case 0:
      code.back() = code.back() == '1' ? '2' : '1';
      return;
    case 1:
      code = absl::AsciiStrToLower(code);
      return;
    case 2:
      code.clear();
      return;
    case 3:
      cells[ColumnOf(kind, columns.date)] = "2023-02-30";
      return;
    case 4:
      cells[ColumnOf(kind, columns.name)].clear();
      return;
    default:
      return SpoilPenalty(kind, dice, cells);
  }
}

}  // namespace creditproof::datagen
