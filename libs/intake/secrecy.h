// Which rows are classified (涉密) and must not enter.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/intake/row_splitter.h"

namespace creditproof::intake {

enum class Secrecy {
  kOpen,
  kClassified,
  kUnclear,  // the cell says neither: nothing of the row may be kept either
};

// True for a column that says whether a row is classified: one whose name has
// 涉密 or 密级 in it, what stands in brackets aside (是否涉密（是/否）).
bool IsSecrecyHeader(absl::string_view header);

// Where a file says that a row is classified.
struct SecrecyColumns {
  std::size_t columns = 0;            // of the file
  std::vector<std::size_t> places{};  // ascending; any one decides
};

// From the first row.
SecrecyColumns FindSecrecyColumns(absl::Span<const absl::string_view> header);

// How much of a row there is to look at.
enum class Extent {
  kWhole,
  kLine,       // perhaps all, perhaps one line of a row that is too long
  kBeginning,  // of a row that is too long
};

Extent ExtentOf(const RawRow& raw);

// What the row says of itself. In a row of another length than the header's it
// is looked for where it may have moved to; when it is not found there, any
// cell that says classified counts. Of a part of a row it is not enough that
// nothing says classified: what is missing might.
Secrecy SecrecyOf(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns, Extent extent);

}  // namespace creditproof::intake
