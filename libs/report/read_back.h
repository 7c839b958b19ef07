// A template tried out: what its pages show is read back before it is used.
#pragma once

#include <filesystem>

#include "absl/status/status.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/report/plate.h"
#include "libs/report/template.h"
#include "libs/report/templates.h"

namespace creditproof::report {

// Whether a report about nobody, drawn by `plate` of `drawn` and not signed,
// reads as it was meant (LintPages). Fails as the plate and LintPages do.
absl::Status ReadBackSpecimen(const Plate& plate, const Template& drawn,
                              const policy::v1::Names& names);

// The same of each of `templates`, in short names; the template is named. Takes
// some seconds.
absl::Status ReadBackSpecimens(const Templates& templates,
                               const std::filesystem::path& font_directory);

}  // namespace creditproof::report
