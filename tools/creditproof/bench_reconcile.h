// creditproof bench reconcile: what comparing a million rows costs.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

absl::Status BenchReconcile(bool json);

}  // namespace creditproof::tool
