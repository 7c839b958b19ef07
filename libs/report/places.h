// Which field stands where on the pages: the marked contents of contents.h.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::report {

struct Place {
  int content;  // of content::
  std::string id;
  std::string label;
};

// Those of the pages before records, in order.
const std::vector<Place>& FrontPlaces();

// The columns of a record that say something of it, without its number.
struct RecordColumn {
  int column;
  absl::string_view id;
  absl::string_view label;
};
inline constexpr RecordColumn kRecordColumns[] = {
    {1, "kind", "类别与领域"},
    {2, "date", "日期"},
    {3, "content", "内容、机关与文号"},
    {4, "state", "状态"}};
inline constexpr int kRecordColumnCount = 5;

// Of a column of the record at `index`, counted from 0.
std::string RecordFieldId(std::size_t index, const RecordColumn& column);
std::string RecordFieldLabel(std::size_t index, const RecordColumn& column);

// Of what stands outside of all places on the page at `index`.
std::string EdgesId(std::size_t index);
std::string EdgesLabel(std::size_t index);

}  // namespace creditproof::report
