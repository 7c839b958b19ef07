// The operators of content streams (ISO 32000-1 annex A).
#pragma once

#include "absl/strings/string_view.h"

namespace creditproof::pdfa {

bool IsOperator(absl::string_view word);

// Whether it leaves something on the page by itself. Do does so by what it
// draws.
bool Paints(absl::string_view op);

}  // namespace creditproof::pdfa
