// Amounts of money in 万元.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::intake {

// `text` (half-width) as decimal(18,6) without needless zeros: `0.2` for
// `0.2000`. Fails with INVALID_ARGUMENT, whose message is Chinese and says how
// to mend it.
absl::StatusOr<std::string> ReadAmount(absl::string_view text);

}  // namespace creditproof::intake
