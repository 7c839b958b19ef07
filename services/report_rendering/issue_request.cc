#include "services/report_rendering/issue_request.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/report_number.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"
#include "services/report_rendering/asked_fields.h"

namespace creditproof::report_rendering {
namespace {

using base::InvalidField;
using report::v1::IssueReportRequest;

// What is asked for is the grant's; said twice it could differ.
absl::Status CheckLeftOut(const IssueReportRequest& asked) {
  const std::pair<absl::string_view, bool> fields[] = {
      {"scenario", asked.scenario() != 0},
      {"areas", !asked.areas().empty()},
      {"period_start_date", !asked.period_start_date().empty()},
      {"period_end_date", !asked.period_end_date().empty()},
      {"purpose", !asked.purpose().empty()},
      {"receiver", !asked.receiver().empty()},
      {"replaces", !asked.replaces().empty()}};
  for (const auto& [field, is_said] : fields) {
    if (is_said) return InvalidField(field, "is the grant's: leave it out");
  }
  return absl::OkStatus();
}

absl::Status FoldReplaces(std::string& replaces) {
  if (replaces.empty()) return absl::OkStatus();
  const auto number = claim::ReportNumber::Parse(replaces);
  if (!number.ok()) {
    return InvalidField("replaces", number.status().message());
  }
  replaces = number->text();
  return absl::OkStatus();
}

absl::Status CheckAll(IssueReportRequest& asked) {
  RETURN_IF_ERROR(CheckAsked("", asked));
  RETURN_IF_ERROR(CheckPrintable("receiver", asked.receiver()));
  return FoldReplaces(*asked.mutable_replaces());
}

}  // namespace

absl::StatusOr<IssueRequest> IssueRequest::Parse(
    const IssueReportRequest& request) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.parent());
  if (!code.ok()) return InvalidField("parent", code.status().message());
  RETURN_IF_ERROR(CheckUuid("request_id", request.request_id()));

  IssueReportRequest asked = request;
  asked.clear_request_id();
  asked.clear_ground();
  asked.GetReflection()->MutableUnknownFields(&asked)->Clear();
  RETURN_IF_ERROR(request.ground().has_grant() ? CheckLeftOut(asked)
                                               : CheckAll(asked));
  return IssueRequest{*std::move(code),
                      absl::AsciiStrToLower(request.request_id()),
                      std::move(asked)};
}

IssueRequest IssueRequest::Granted(const report::v1::Grant& grant) const {
  IssueRequest granted = *this;
  granted.asked.set_scenario(grant.scenario());
  *granted.asked.mutable_areas() = grant.areas();
  granted.asked.set_period_start_date(grant.period_start_date());
  granted.asked.set_period_end_date(grant.period_end_date());
  granted.asked.set_purpose(grant.purpose());
  granted.asked.set_receiver(grant.receiver());
  return granted;
}

std::string IssueRequest::Sha256() const {
  // Without maps and unknown fields, equal messages have equal bytes.
  return crypto::Sha256(asked.SerializeAsString());
}

}  // namespace creditproof::report_rendering
