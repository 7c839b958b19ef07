// What pages say only of where one is, and not of the subject.
#pragma once

#include "absl/strings/string_view.h"
#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Which page it is on follows from the rows: whoever reads pages back passes
// over it, by its words. `lists_records`: on a page that does.
bool IsGuidance(absl::string_view run, const Template& drawn,
                bool lists_records);

// Words of heads and feet that are guidance, too: pages with them never read
// back as what they state.
Problems MistakableWords(const Template& drawn);

}  // namespace creditproof::report
