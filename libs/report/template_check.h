// Whether a template can draw reports.
#pragma once

#include "absl/status/status.h"
#include "libs/report/faces.h"
#include "libs/report/template_file.h"

namespace creditproof::report {

// INVALID_ARGUMENT with everything that is in the way, a line each: file,
// place, field, rule, way out.
absl::Status CheckDraws(const TemplateFile& read, const Faces& faces);

}  // namespace creditproof::report
