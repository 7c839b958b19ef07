#include "libs/intake/record_facts.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/intake/cell_text.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

using record::v1::Record;

struct UpdateWord {
  absl::string_view word;
  Update update;
};
constexpr UpdateWord kUpdateWords[] = {
    {"", Update::kPut},           {"新增", Update::kPut},
    {"变更", Update::kPut},       {"修改", Update::kPut},
    {"更正", Update::kPut},       {"撤销", Update::kWithdraw},
    {"删除", Update::kWithdraw},  {"修复", Update::kRepair},
    {"已修复", Update::kRepair},  {"信用修复", Update::kRepair},
    {"恢复", Update::kReinstate},
};

std::optional<Update> FindUpdate(absl::string_view word) {
  for (const UpdateWord& entry : kUpdateWords) {
    if (entry.word == word) return entry.update;
  }
  return std::nullopt;
}

void UseArea(record::v1::Area area, RowBuilder& builder, Record& record) {
  for (const record::v1::Area own : builder.expectation().areas) {
    if (own == area) return record.set_area(area);
  }
  builder.Reject(
      RowRule::ROW_RULE_AREA_NOT_YOURS, builder.Place(CommonColumn::kArea),
      absl::StrCat("本信息来源单位未登记“", record::ChineseName(area),
                   "”领域，不能报送该领域的记录；请核对领域，或先办理登记"));
}

}  // namespace

void ReadUpdate(RowBuilder& builder) {
  const std::size_t place = builder.Place(CommonColumn::kUpdate);
  const absl::string_view word = builder.Cell(place);
  const std::optional<Update> update = FindUpdate(word);
  if (update == Update::kPut) return;
  if (builder.header().layout->file_kind == FileKind::FILE_KIND_REGISTRATION) {
    return builder.Reject(
        RowRule::ROW_RULE_VALUE, place,
        absl::StrCat("登记信息的更新类型只能是新增或变更，不能是",
                     Excerpt(word),
                     "：经营主体已注销、吊销的，请填写登记状态"));
  }
  if (update) {
    builder.row().update = *update;
    return;
  }
  builder.Reject(
      RowRule::ROW_RULE_VALUE, place,
      absl::StrCat(Excerpt(word),
                   "不是更新类型：请填新增、变更、撤销、修复或恢复"));
}

Record& AddRecord(record::v1::RecordKind kind, RowBuilder& builder) {
  Row& row = builder.row();
  row.update_date =
      std::string(builder.Value(builder.Place(CommonColumn::kUpdateDate)));
  row.update_reason =
      std::string(builder.Value(builder.Place(CommonColumn::kUpdateReason)));
  Record& record = row.record.emplace();
  record.set_kind(kind);
  if (row.naming == Naming::kCode) record.set_credit_code(row.credit_code);
  record.set_party_name(row.name);
  builder.KeepColumns(*record.mutable_columns());
  return record;
}

void ReadArea(RowBuilder& builder, Record& record, record::v1::Area of_kind) {
  const std::size_t place = builder.Place(CommonColumn::kArea);
  const absl::string_view cell = builder.Cell(place);
  const auto& areas = builder.expectation().areas;
  if (!cell.empty()) {
    const auto area = record::ParseArea(cell);
    if (area.ok()) return UseArea(*area, builder, record);
    return builder.Reject(
        RowRule::ROW_RULE_VALUE, place,
        absl::StrCat(Excerpt(cell), "不是50个领域之一，请按领域目录填写"));
  }
  if (of_kind != record::v1::AREA_UNSPECIFIED) {
    return UseArea(of_kind, builder, record);
  }
  if (areas.size() == 1) return record.set_area(areas.front());
  builder.Reject(RowRule::ROW_RULE_AREA_ABSENT, place,
                 "没有填写领域：本信息来源单位负责的领域不止一个，"
                 "请在“领域”列中填写");
}

std::string EndFact(absl::string_view date) {
  return date >= "2099" ? std::string() : std::string(date);
}

void CheckOrder(std::size_t earlier, std::size_t later, RowBuilder& builder) {
  const absl::string_view first = builder.Value(earlier);
  const absl::string_view last = builder.Value(later);
  if (first.empty() || last.empty() || first <= last) return;
  builder.Reject(RowRule::ROW_RULE_DATE_ORDER, later,
                 absl::StrCat(last, "早于", first, "，先后颠倒，请核对"));
}

std::string Paragraph(absl::Span<const LabelledText> parts) {
  std::string text;
  for (const auto& [label, part] : parts) {
    absl::string_view content = part;
    for (absl::string_view end : {"。", "；", ";", "."}) {
      if (absl::ConsumeSuffix(&content, end)) break;
    }
    if (content.empty()) continue;
    absl::StrAppend(&text, text.empty() ? "" : "；", label, "：", content);
  }
  if (!text.empty()) text += "。";
  return text;
}

}  // namespace creditproof::intake
