#include "libs/intake/cell_splitter.h"

#include <algorithm>

namespace creditproof::intake {

void CellSplitter::Split(absl::string_view row) {
  cells_.clear();
  unescaped_.clear();
  unescaped_.reserve(row.size());  // cells_ points into it: it must not move
  fault_ = Fault::kNone;

  std::size_t at = 0;
  while (true) {
    const bool quoted = at < row.size() && row[at] == '"';
    at = quoted ? TakeQuoted(row, at) : TakePlain(row, at);
    if (at == row.size()) return;
    ++at;  // the comma
  }
}

std::size_t CellSplitter::TakePlain(absl::string_view row, std::size_t at) {
  const std::size_t end = std::min(row.find(',', at), row.size());
  const absl::string_view text = row.substr(at, end - at);
  if (text.find('"') != absl::string_view::npos) Blame(Fault::kMisplaced);
  cells_.push_back(text);
  return end;
}

std::size_t CellSplitter::TakeQuoted(absl::string_view row, std::size_t at) {
  const std::size_t start = unescaped_.size();
  const std::size_t first = ++at;
  std::size_t end = row.find('"', at);
  while (end != absl::string_view::npos && end + 1 < row.size() &&
         row[end + 1] == '"') {
    unescaped_.append(row.data() + at, end + 1 - at);
    at = end + 2;
    end = row.find('"', at);
  }
  if (end == absl::string_view::npos) {
    Blame(Fault::kUnclosed);
    end = row.size();
  }

  const bool doubled = at != first;
  if (doubled) unescaped_.append(row.data() + at, end - at);
  cells_.push_back(doubled ? absl::string_view(unescaped_).substr(start)
                           : row.substr(first, end - first));
  if (end >= row.size() || end + 1 == row.size()) return row.size();
  if (row[end + 1] != ',') Blame(Fault::kMisplaced);
  return std::min(row.find(',', end + 1), row.size());
}

void CellSplitter::Blame(Fault fault) {
  if (fault_ != Fault::kNone) return;
  fault_ = fault;
  fault_cell_ = cells_.size();
}

}  // namespace creditproof::intake
