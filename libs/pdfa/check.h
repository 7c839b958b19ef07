// Whether a PDF file keeps the rules of rules.h. Reads the file itself and
// knows nothing of who wrote it. Meant for files of our own making in tests: a
// file that it finds nothing in may break rules of the standards that are not
// among these.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/pdfa/rules.h"

namespace creditproof::pdfa {

std::vector<Finding> Check(absl::string_view pdf);

}  // namespace creditproof::pdfa
