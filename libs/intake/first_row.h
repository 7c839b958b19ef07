// The first row of a file, before anything is known of it.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/encoding.h"
#include "libs/intake/row_splitter.h"

namespace creditproof::intake {

// The column names, without blanks around them. They live as long as `raw`,
// `decoder`'s last row and `splitter`'s. Fails with INVALID_ARGUMENT
// (FILE_UNREADABLE) for what is no CSV in an encoding of ours: workbooks,
// UTF-16, bytes that are no text.
absl::StatusOr<std::vector<absl::string_view>> SplitFirstRow(
    const RawRow& raw, RowDecoder& decoder, CellSplitter& splitter);

}  // namespace creditproof::intake
