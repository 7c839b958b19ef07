// Whether what stands in a template goes together.
#pragma once

#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// What no rule of a single field says: blocks and columns that overlap, facts
// that the tables lack or have twice. Of a template that breaks no rule.
Problems Disorder(const Template& drawn);

}  // namespace creditproof::report
