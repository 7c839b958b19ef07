// Rows with a comma too many.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/intake/header.h"

namespace creditproof::intake {

// `cells` has more cells than `header` columns, mostly because a text with a
// comma was not quoted. Puts each cell under the column where it most likely
// belongs, judging by codes, dates and amounts; the column that was torn is
// left empty. Good enough to say which record the row is about, not to record
// it.
std::vector<absl::string_view> Realign(
    absl::Span<const absl::string_view> cells, const Header& header);

}  // namespace creditproof::intake
