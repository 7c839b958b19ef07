// The templates that this code draws: wording, measures and shape. One gets a
// new id whenever any of them changes (docs/formats/report.md).
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::report {

struct Template {
  absl::string_view id;
  v1::ReportData::Outcome outcome;  // the only one that it states
};

inline constexpr Template kCleanTemplate = {"clean-2",
                                            v1::ReportData::OUTCOME_CLEAN};
inline constexpr Template kRecordsTemplate = {
    "records-2", v1::ReportData::OUTCOME_WITH_RECORDS};

inline constexpr Template TemplateFor(v1::ReportData::Outcome outcome) {
  return outcome == kRecordsTemplate.outcome ? kRecordsTemplate
                                             : kCleanTemplate;
}

// Whether pages of this template say what stands where on them. Those of the
// first two do not.
inline bool HasPlaces(absl::string_view template_id) {
  return template_id != "clean-1" && template_id != "records-1";
}

// More are not listed in one report.
inline constexpr int kMostRecords = 500;

}  // namespace creditproof::report
