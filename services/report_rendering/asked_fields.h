// What callers ask a report to be about, checked field by field.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/catalogue.pb.h"
#include "libs/base/error.h"
#include "services/report_rendering/printable.h"

namespace creditproof::report_rendering {

// All fail with INVALID_ARGUMENT (INVALID_FIELD) about the field.
absl::Status CheckUuid(absl::string_view field, absl::string_view text);
absl::Status CheckScenario(absl::string_view field, int scenario);
absl::Status CheckArea(absl::string_view field, int area);
absl::Status CheckDate(absl::string_view field, absl::string_view text);

// Checks the fields that a request and a grant have in common, at the path
// `prefix`, such as "grant.", and leaves the areas ascending, each once.
template <typename Asked>
absl::Status CheckAsked(absl::string_view prefix, Asked& asked) {
  const auto path = [prefix](absl::string_view field) {
    return absl::StrCat(prefix, field);
  };
  const std::string& start = asked.period_start_date();
  const std::string& end = asked.period_end_date();
  absl::Status status = CheckScenario(path("scenario"), asked.scenario());
  for (const int area : asked.areas()) {
    status.Update(CheckArea(path("areas"), area));
  }
  status.Update(CheckDate(path("period_start_date"), start));
  status.Update(CheckDate(path("period_end_date"), end));
  status.Update(CheckPrintable(path("purpose"), asked.purpose()));
  if (!status.ok()) return status;
  if (!start.empty() && !end.empty() && end < start) {
    return base::InvalidField(path("period_end_date"),
                              "lies before period_start_date");
  }
  const std::set<int> areas(asked.areas().begin(), asked.areas().end());
  asked.mutable_areas()->Assign(areas.begin(), areas.end());
  return absl::OkStatus();
}

}  // namespace creditproof::report_rendering
