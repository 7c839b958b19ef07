// Which rows are classified (涉密) and must not enter.
#pragma once

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace creditproof::intake {

enum class Secrecy {
  kOpen,
  kClassified,
  kUnclear,  // the cell says neither
};

// Where a file says that a row is classified.
struct SecrecyColumns {
  std::size_t columns = 0;                  // of the file
  std::optional<std::size_t> classified{};  // 是否涉密
  std::optional<std::size_t> level{};       // 密级
};

// From the first row.
SecrecyColumns FindSecrecyColumns(absl::Span<const absl::string_view> header);

// What the row says of itself. In a row of another length than the header's it
// is looked for where it may have moved to; when it is not found there, any
// cell that says classified counts.
Secrecy SecrecyOf(absl::Span<const absl::string_view> cells,
                  const SecrecyColumns& columns);

}  // namespace creditproof::intake
