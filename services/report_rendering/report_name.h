// "subjects/{credit_code}/reports/{number}": whose report, and which.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/claim/report_number.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::report_rendering {

// An immutable value.
struct ReportName {
  CreditCode code;
  claim::ReportNumber number;

  // Fails with INVALID_ARGUMENT (INVALID_FIELD) about `name`.
  static absl::StatusOr<ReportName> Parse(absl::string_view name);
  std::string text() const;

  // credit code || number, 35 bytes: what every key of the report starts with.
  std::string key() const { return code.text() + number.text(); }
  static absl::StatusOr<ReportName> FromKey(absl::string_view key);
};

}  // namespace creditproof::report_rendering
