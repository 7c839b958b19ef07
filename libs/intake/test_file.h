// Small department files for tests.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/intake/intake.h"

namespace creditproof::intake {

// What the tests expect unless they say otherwise: all areas, 2026-03-01.
Expectation AllAreasExpected();

// The rows of `file`, fed in pieces of `piece` bytes. The file must be
// readable.
std::vector<Row> ReadRows(absl::string_view file,
                          const Expectation& expectation = AllAreasExpected(),
                          std::size_t piece = 1 << 16);

// The error of a file that cannot be read as a whole.
absl::Status ReadError(absl::string_view file,
                       const Expectation& expectation = AllAreasExpected());

// A penalty file of one row: a sound one, changed by `cells` (by Chinese name;
// names it does not have are added as columns).
std::string PenaltyFile(const std::map<std::string, std::string>& cells = {});

// The row of such a file.
Row PenaltyRow(const std::map<std::string, std::string>& cells = {},
               const Expectation& expectation = AllAreasExpected());

// The rules of the row's notes, in order.
std::vector<RowRule> Rules(const Row& row);

// The text of a record's column; empty when it has none.
std::string ColumnText(const record::v1::Record& record, const std::string& id);

}  // namespace creditproof::intake
