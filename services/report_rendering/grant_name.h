// "subjects/{credit_code}/grants/{grant_id}": whose grant, and which.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/claim/report_number.h"
#include "libs/credit_code/credit_code.h"
#include "services/report_rendering/report_name.h"

namespace creditproof::report_rendering {

// An immutable value. Ids are told and typed as report numbers are, and have
// their form.
struct GrantName {
  CreditCode code;
  claim::ReportNumber id;

  // Fails with INVALID_ARGUMENT (INVALID_FIELD) about `name`.
  static absl::StatusOr<GrantName> Parse(absl::string_view name);
  std::string text() const;

  // credit code || id, 35 bytes.
  std::string key() const { return code.text() + id.text(); }
  static absl::StatusOr<GrantName> FromKey(absl::string_view key);
};

// The one report that a grant may come to: whatever asks for it, and how often,
// there is no second number.
ReportName ReportOf(const GrantName& grant, absl::string_view number_secret);

}  // namespace creditproof::report_rendering
