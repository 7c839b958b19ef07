// Which field stands where on the pages: the marked contents of contents.h.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/template.h"

namespace creditproof::report {

// What it holds lives as long as the template.
struct Place {
  int content;  // of content::
  absl::string_view id;
  absl::string_view label;
};

// Those of the pages before records, in order: of `drawn`, or where it is null
// those of every template, whose text no template words.
std::vector<Place> FrontPlaces(const Template* drawn);

// The content that a value of the tables is.
int CellContent(v1::TableFact fact);
v1::TableFact FactIn(int content);

// The columns of a record that say something of it, without its number.
struct RecordField {
  int column;
  absl::string_view id;
  absl::string_view label;
};
inline constexpr RecordField kRecordFields[] = {
    {1, "kind", "类别与领域"},
    {2, "date", "日期"},
    {3, "content", "内容、机关与文号"},
    {4, "state", "状态"}};
inline constexpr int kRecordColumnCount = 5;

// Of a column of the record at `index`, counted from 0.
std::string RecordFieldId(std::size_t index, const RecordField& field);
std::string RecordFieldLabel(std::size_t index, const RecordField& field);

// Of what stands outside of all places on the page at `index`.
std::string EdgesId(std::size_t index);
std::string EdgesLabel(std::size_t index);

}  // namespace creditproof::report
