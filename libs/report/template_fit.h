// Whether the texts of a template have room where they stand.
#pragma once

#include "absl/status/status.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/report/faces.h"
#include "libs/report/problem.h"
#include "libs/report/template.h"

namespace creditproof::report {

// What is too long or too large, with `names` in it: empty ones where it is not
// known yet who prints. Of a template that breaks no rule and is in order.
Problems Misfits(const Template& drawn, const policy::v1::Names& names,
                 const Faces& faces);

// Fails with INVALID_ARGUMENT, naming all of them.
absl::Status CheckFits(const Template& drawn, const policy::v1::Names& names,
                       const Faces& faces);

}  // namespace creditproof::report
