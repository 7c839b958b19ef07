// A finished file, read back before it is let out.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/report/cms_frame.h"
#include "libs/report/renderer.h"
#include "libs/report/shared_start.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

// What a file must keep to: its template, and who signs and stamps. All outlive
// this.
struct LintRules {
  const Template& drawn;
  const std::vector<CmsFrame>& issuers;
  const std::vector<Stamper>& stampers;

  // What the renderer's files start with: a file that does, byte for byte, is
  // read from there on. Null for none.
  const SharedStart* start = nullptr;
};

// Whether `pdf` is what `page` says, in all that a receiver can look at: the
// scanner finds it genuine, signed by the issuers and stamped, where the data
// says so, by the stampers, the attachment is the canonical data, and its pages
// hold (LintPages). Reads nothing but the file: what the renderer meant does
// not count. Fails with INTERNAL (REPORT_DEFECTIVE), naming what differs.
// Thread-safe.
absl::Status Lint(absl::string_view pdf, const Page& page,
                  const LintRules& rules);

// Whether the QR code reads as the page's text, and the pages show what its
// data states, each field in its place and nothing else (CheckFields). Fails as
// Lint does. Thread-safe.
absl::Status LintPages(absl::string_view pdf, const Page& page,
                       const LintRules& rules);

}  // namespace creditproof::report
