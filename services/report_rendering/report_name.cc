#include "services/report_rendering/report_name.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {

using claim::ReportNumber;

absl::StatusOr<ReportName> ReportName::Parse(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "subjects" || parts[2] != "reports") {
    return base::InvalidField("name",
                              "is not subjects/{credit_code}/reports/{number}");
  }
  absl::StatusOr<CreditCode> code = CreditCode::Parse(parts[1]);
  if (!code.ok()) return base::InvalidField("name", code.status().message());
  absl::StatusOr<ReportNumber> number = ReportNumber::Parse(parts[3]);
  if (!number.ok()) {
    return base::InvalidField("name", number.status().message());
  }
  return ReportName{*std::move(code), *std::move(number)};
}

std::string ReportName::text() const {
  return absl::StrCat("subjects/", code.text(), "/reports/", number.text());
}

absl::StatusOr<ReportName> ReportName::FromKey(absl::string_view key) {
  ASSIGN_OR_RETURN(CreditCode code,
                   CreditCode::Parse(key.substr(0, CreditCode::kLength)));
  ASSIGN_OR_RETURN(ReportNumber number,
                   ReportNumber::Parse(key.substr(code.text().size())));
  return ReportName{std::move(code), std::move(number)};
}

}  // namespace creditproof::report_rendering
