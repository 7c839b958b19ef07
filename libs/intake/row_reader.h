// One raw row into one judged row.
#pragma once

#include "libs/intake/cell_splitter.h"
#include "libs/intake/encoding.h"
#include "libs/intake/header.h"
#include "libs/intake/intake.h"
#include "libs/intake/row_builder.h"
#include "libs/intake/row_splitter.h"
#include "libs/intake/secrecy.h"

namespace creditproof::intake {

// Not thread-safe. Keep one per file.
class RowReader {
 public:
  // All three must outlive it.
  RowReader(const Header& header, const Expectation& expectation,
            RowDecoder& decoder);

  // False for a row whose cells are all empty: it says nothing.
  bool Read(const RawRow& raw, Row& row);

 private:
  struct Damage {
    RowRule rule;
    std::string column;
    std::string message;
  };
  std::optional<Damage> FindDamage(const RawRow& raw, bool valid_text) const;
  void ReadWhole(absl::Span<const absl::string_view> cells, Row& row);
  void ReadPerson(absl::Span<const absl::string_view> cells, Row& row) const;
  void ReadDamaged(Damage damage, Row& row);
  void CheckCharacters(absl::string_view text, Row& row) const;

  const Header& header_;
  RowDecoder& decoder_;
  const SecrecyColumns secrecy_;
  CellSplitter splitter_;
  RowBuilder builder_;
};

}  // namespace creditproof::intake
