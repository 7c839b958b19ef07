// One row while it is read: its cells, what they mean, and what is wrong.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/intake/header.h"
#include "libs/intake/intake.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// Columns go by their place in Layout::columns, the common ones behind. Keep
// one and use it for every row: it keeps its memory.
class RowBuilder {
 public:
  // Both must outlive it.
  RowBuilder(const Header& header, const Expectation& expectation);

  // Begins `row`, whose cells are `cells` in the order of the file. Both must
  // live until the next Start.
  void Start(absl::Span<const absl::string_view> cells, Row& row);

  const Header& header() const { return header_; }
  const Expectation& expectation() const { return expectation_; }
  Row& row() { return *row_; }

  std::size_t Place(CommonColumn column) const {
    return header_.layout->columns.size() + static_cast<std::size_t>(column);
  }

  // The cell as written, without blanks around it; empty where the file has no
  // such column.
  absl::string_view Cell(std::size_t place) const;

  // Reads every cell as its content says; Value() is what came out: a folded
  // code, an ISO 8601 date. Empty when the cell is, or breaks a rule.
  void ReadCells();
  absl::string_view Value(std::size_t place) const;

  // The cells that are stored with a record, in order of id.
  void KeepColumns(
      google::protobuf::RepeatedPtrField<record::v1::Column>& columns) const;

  // A remark about a column; Reject makes the row rejected as well.
  void Remark(RowRule rule, std::size_t place, std::string message);
  void Reject(RowRule rule, std::size_t place, std::string message);

 private:
  void ReadCell(std::size_t index);
  void ReadCode(std::size_t index, absl::string_view cell);
  void ReadDate(std::size_t index, absl::string_view cell);
  void ReadMoney(std::size_t index, absl::string_view cell);
  void ReadText(std::size_t index, absl::string_view cell);
  void ReadNumber(std::size_t index, absl::string_view cell);
  void CheckPresence();

  void Set(std::size_t index, std::string value);
  void RemarkAt(RowRule rule, std::size_t index, std::string message);
  void RejectAt(RowRule rule, std::size_t index, std::string message);

  const Header& header_;
  const Expectation& expectation_;
  Row* row_ = nullptr;
  // By place in the file.
  std::vector<absl::string_view> cells_;  // without blanks around them
  std::vector<absl::string_view> values_;
  std::vector<std::string> read_;  // holds the values not as written
};

}  // namespace creditproof::intake
