// Whether each field of a template keeps to the rule that it is declared with
// (template_rule.proto).
#pragma once

#include "libs/report/faces.h"
#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Also what no rule of a field says: a character that no face has.
Problems BrokenRules(const Template& drawn, const Faces& faces);

}  // namespace creditproof::report
