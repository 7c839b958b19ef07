// Whether the sentences of a template say what its reports must state.
#pragma once

#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Facts and figures that a sentence leaves out, be it only sometimes, and
// placeholders that it may not have. docs/formats/template.md lists both.
Problems UnsaidThings(const Template& drawn);

}  // namespace creditproof::report
