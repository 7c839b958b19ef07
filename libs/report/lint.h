// A finished file, read back before it is let out.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/report/cms_frame.h"
#include "libs/report/renderer.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

// Whether `pdf` is what `page` says, in the words of `drawn`, in all that a
// receiver can look at: the scanner finds it genuine, signed by `issuers` and
// stamped, where the data says so, by `stampers`, the attachment is the
// canonical data, and its pages hold (LintPages). Reads nothing but the file:
// what the renderer meant does not count. Fails with INTERNAL
// (REPORT_DEFECTIVE), naming what differs. Thread-safe.
absl::Status Lint(absl::string_view pdf, const Page& page,
                  const Template& drawn, const std::vector<CmsFrame>& issuers,
                  const std::vector<Stamper>& stampers = {});

// Whether the QR code reads as the page's text, and the pages show what its
// data states, each field in its place and nothing else (CheckShown). Fails as
// Lint does. Thread-safe.
absl::Status LintPages(absl::string_view pdf, const Page& page,
                       const Template& drawn);

}  // namespace creditproof::report
