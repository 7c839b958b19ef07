#include "libs/intake/row_builder.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/intake/cell_text.h"

namespace creditproof::intake {
namespace {

bool SaysWholeRecord(Update update) {
  return update == Update::kPut || update == Update::kReinstate;
}

}  // namespace

RowBuilder::RowBuilder(const Header& header, const Expectation& expectation)
    : header_(header),
      expectation_(expectation),
      cells_(header.columns.size()),
      values_(header.columns.size()),
      read_(header.columns.size()) {}

void RowBuilder::Start(absl::Span<const absl::string_view> cells, Row& row) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells_[i] = TrimBlanks(cells[i]);
  }
  row_ = &row;
}

absl::string_view RowBuilder::Cell(std::size_t place) const {
  const std::optional<std::size_t> index = header_.Find(place);
  return index ? cells_[*index] : absl::string_view();
}

absl::string_view RowBuilder::Value(std::size_t place) const {
  const std::optional<std::size_t> index = header_.Find(place);
  return index ? values_[*index] : absl::string_view();
}

void RowBuilder::ReadCells() {
  for (std::size_t i = 0; i < cells_.size(); ++i) ReadCell(i);
  CheckPresence();
}

void RowBuilder::CheckPresence() {
  const auto& columns = header_.layout->columns;
  for (std::size_t place = 0; place < columns.size(); ++place) {
    const Presence presence = columns[place].presence;
    const bool needed =
        presence == Presence::kKey ||
        (presence == Presence::kCell && SaysWholeRecord(row_->update));
    if (!needed || !Cell(place).empty()) continue;
    Reject(RowRule::ROW_RULE_MISSING_VALUE, place, "不能为空，请补填");
  }
}

void RowBuilder::KeepColumns(
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns) const {
  for (const std::size_t index : header_.by_id) {
    const FileColumn& column = header_.columns[index];
    if (column.keep == Keep::kNo || column.content == Content::kIdentity ||
        values_[index].empty()) {
      continue;
    }
    record::v1::Column& kept = *columns.Add();
    kept.set_id(column.id);
    kept.set_text(values_[index].data(), values_[index].size());
  }
}

void RowBuilder::Remark(RowRule rule, std::size_t place, std::string message) {
  const std::optional<std::size_t> index = header_.Find(place);
  if (index) return RemarkAt(rule, *index, std::move(message));
  RowNote& note = row_->notes.emplace_back();
  note.set_rule(rule);
  note.set_message(std::move(message));
}

void RowBuilder::Reject(RowRule rule, std::size_t place, std::string message) {
  Remark(rule, place, std::move(message));
  row_->rejected = true;
}

void RowBuilder::RemarkAt(RowRule rule, std::size_t index,
                          std::string message) {
  RowNote& note = row_->notes.emplace_back();
  note.set_rule(rule);
  note.set_column(header_.columns[index].header);
  note.set_message(std::move(message));
}

void RowBuilder::RejectAt(RowRule rule, std::size_t index,
                          std::string message) {
  RemarkAt(rule, index, std::move(message));
  row_->rejected = true;
}

void RowBuilder::Set(std::size_t index, std::string value) {
  read_[index] = std::move(value);
  values_[index] = read_[index];
}

}  // namespace creditproof::intake
