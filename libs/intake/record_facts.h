// What the kinds of record have in common.
#pragma once

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {

// Reads 更新类型 into the row being built; before ReadCells, which asks less of
// a row that withdraws or repairs. A registration is only ever put: its status
// ends it.
void ReadUpdate(RowBuilder& builder);

// Gives the row a record of `kind` with its subject and columns.
record::v1::Record& AddRecord(record::v1::RecordKind kind, RowBuilder& builder);

// The record's area: its column, else that of its kind, else the source's only
// one.
void ReadArea(RowBuilder& builder, record::v1::Record& record,
              record::v1::Area of_kind = record::v1::AREA_UNSPECIFIED);

// An end date as a fact: empty when it stands for no end.
std::string EndFact(absl::string_view date);

// Rejects the row when the date at `later` is before the one at `earlier`.
void CheckOrder(std::size_t earlier, std::size_t later, RowBuilder& builder);

// `标签：text；...` of those that are not empty, ended by 。
using LabelledText = std::pair<absl::string_view, absl::string_view>;
std::string Paragraph(absl::Span<const LabelledText> parts);

}  // namespace creditproof::intake
