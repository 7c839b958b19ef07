// A template tried out: what its pages show is read back before it is used.
#pragma once

#include "absl/status/status.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/report/plate.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Whether a report about nobody, drawn by `plate` of `drawn` and not signed,
// reads as it was meant (LintPages). Fails as the plate and LintPages do.
absl::Status ReadBackSpecimen(const Plate& plate, const Template& drawn,
                              const policy::v1::Names& names);

}  // namespace creditproof::report
