#include "services/report_rendering/grant_name.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {

using claim::ReportNumber;

absl::StatusOr<GrantName> GrantName::Parse(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "subjects" || parts[2] != "grants") {
    return base::InvalidField("name",
                              "is not subjects/{credit_code}/grants/{id}");
  }
  absl::StatusOr<CreditCode> code = CreditCode::Parse(parts[1]);
  if (!code.ok()) return base::InvalidField("name", code.status().message());
  absl::StatusOr<ReportNumber> id = ReportNumber::Parse(parts[3]);
  if (!id.ok()) {
    return base::InvalidField("name", "the grant's id is mistyped");
  }
  return GrantName{*std::move(code), *std::move(id)};
}

std::string GrantName::text() const {
  return absl::StrCat("subjects/", code.text(), "/grants/", id.text());
}

absl::StatusOr<GrantName> GrantName::FromKey(absl::string_view key) {
  ASSIGN_OR_RETURN(CreditCode code,
                   CreditCode::Parse(key.substr(0, CreditCode::kLength)));
  ASSIGN_OR_RETURN(ReportNumber id,
                   ReportNumber::Parse(key.substr(code.text().size())));
  return GrantName{std::move(code), std::move(id)};
}

ReportName ReportOf(const GrantName& grant, absl::string_view number_secret) {
  // No request has this id: theirs are UUIDs.
  return {grant.code, ReportNumber::Make(number_secret, grant.code, "grant",
                                         grant.id.text())};
}

}  // namespace creditproof::report_rendering
