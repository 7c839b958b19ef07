// Whether the tables of a template show what they must.
#pragma once

#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Facts that they lack, have twice, or have beside another where they want a
// row.
Problems TableFactProblems(const v1::TableBlock& table);

}  // namespace creditproof::report
