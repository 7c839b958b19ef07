// The template of a page: its words, fields and measures, as a file says them
// (docs/formats/template.md). What it states, how it is structured and how it
// proves itself is this code's.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/report/v1/template.pb.h"

namespace creditproof::report {

using Template = v1::ReportTemplate;

// Whether pages of this template say what stands where on them. Those of the
// first two do not.
inline bool HasPlaces(absl::string_view template_id) {
  return template_id != "clean-1" && template_id != "records-1";
}

// More are not listed in one report.
inline constexpr int kMostRecords = 500;

}  // namespace creditproof::report
