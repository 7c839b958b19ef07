#include "services/report_rendering/issue_request.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"
#include "services/report_rendering/printable.h"

namespace creditproof::report_rendering {
namespace {

using base::InvalidField;
using report::v1::IssueReportRequest;

// RFC 4122 section 3: 8-4-4-4-12 hex digits.
bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-'
               : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

absl::Status CheckDate(absl::string_view field, absl::string_view text) {
  if (text.empty()) return absl::OkStatus();
  const absl::Status parsed = base::ParseDate(text).status();
  if (parsed.ok()) return absl::OkStatus();
  return InvalidField(field, parsed.message());
}

absl::Status CheckPeriod(const IssueReportRequest& request) {
  const std::string& start = request.period_start_date();
  const std::string& end = request.period_end_date();
  RETURN_IF_ERROR(CheckDate("period_start_date", start));
  RETURN_IF_ERROR(CheckDate("period_end_date", end));
  if (!start.empty() && !end.empty() && end < start) {
    return InvalidField("period_end_date", "lies before period_start_date");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::set<int>> ParseAreas(const IssueReportRequest& request) {
  for (const int area : request.areas()) {
    if (area == 0 || !record::v1::Area_IsValid(area)) {
      return InvalidField("areas", absl::StrCat("there is no area ", area));
    }
  }
  return std::set<int>(request.areas().begin(), request.areas().end());
}

}  // namespace

absl::StatusOr<IssueRequest> IssueRequest::Parse(
    const IssueReportRequest& request) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.parent());
  if (!code.ok()) return InvalidField("parent", code.status().message());
  if (!IsUuid(request.request_id())) {
    return InvalidField("request_id", "is not a UUID");
  }
  if (!record::v1::Scenario_IsValid(request.scenario())) {
    return InvalidField(
        "scenario", absl::StrCat("there is no scenario ", request.scenario()));
  }
  ASSIGN_OR_RETURN(const std::set<int> areas, ParseAreas(request));
  RETURN_IF_ERROR(CheckPeriod(request));
  RETURN_IF_ERROR(CheckPrintable("purpose", request.purpose()));
  RETURN_IF_ERROR(CheckPrintable("receiver", request.receiver()));

  IssueReportRequest asked = request;
  asked.clear_request_id();
  asked.clear_ground();
  asked.clear_areas();
  for (const int area : areas) {
    asked.add_areas(static_cast<record::v1::Area>(area));
  }
  asked.GetReflection()->MutableUnknownFields(&asked)->Clear();
  return IssueRequest{*std::move(code),
                      absl::AsciiStrToLower(request.request_id()),
                      std::move(asked)};
}

std::string IssueRequest::Sha256() const {
  // Without maps and unknown fields, equal messages have equal bytes.
  return crypto::Sha256(asked.SerializeAsString());
}

}  // namespace creditproof::report_rendering
