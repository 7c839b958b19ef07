#include "services/report_rendering/draft.h"

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "services/report_rendering/attached_data.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::CheckEligibilityResponse;

// The same time of the same day in China; of February 29 the next day's.
absl::Time YearsAfter(absl::Time time, int years) {
  const absl::CivilSecond civil = absl::ToCivilSecond(time, base::ChinaTime());
  return absl::FromCivil(
      absl::CivilSecond(civil.year() + years, civil.month(), civil.day(),
                        civil.hour(), civil.minute(), civil.second()),
      base::ChinaTime());
}

report::v1::Report Describe(const report::Page& page, const ReportName& name,
                            const Printed& printed) {
  report::v1::Report report;
  report.set_name(name.text());
  report.set_report_number(page.data.report_number());
  *report.mutable_issue_time() = page.data.issue_time();
  report.set_pdf_sha256(printed.sha256);
  report.set_pdf_size_bytes(static_cast<std::int64_t>(printed.pdf.size()));
  report.set_qr_text(page.qr_text);
  report.set_record_count(page.data.records_size());
  SayOfItself(page.data, report);
  return report;
}

}  // namespace

// What is signed says whether there is a stamp: without one it is drawn anew.
absl::StatusOr<Draft> Drafter::Make(
    Assigned assigned, const IssueRequest& request,
    const CheckEligibilityResponse& checked) const {
  const policy::v1::TimeStamping asked = checked.material().time_stamping();
  const bool if_available = asked == policy::v1::TIME_STAMPING_IF_AVAILABLE;
  assigned.time_stamped =
      if_available || asked == policy::v1::TIME_STAMPING_REQUIRED;
  absl::StatusOr<Draft> draft = Draw(assigned, request, checked);
  if (!if_available ||
      base::ReasonOf(draft.status()) != Reason::REASON_TIME_STAMP_UNAVAILABLE) {
    return draft;
  }
  base::Log(base::Severity::kWarning, "report_without_time_stamp",
            {{"report_number", assigned.name.number.text()},
             {"reason", std::string(draft.status().message())}});
  assigned.time_stamped = false;
  return Draw(assigned, request, checked);
}

absl::StatusOr<Draft> Drafter::Draw(
    const Assigned& assigned, const IssueRequest& request,
    const CheckEligibilityResponse& checked) const {
  report::Page page;
  ASSIGN_OR_RETURN(page.data, MakeReportData(request, assigned, checked));
  ASSIGN_OR_RETURN(const std::string claim,
                   claim::SignClaim(page.data, issuing_.claim_key));
  page.qr_text = claim::ClaimUrl(issuing_.claim_url_prefix, claim);
  Draft draft;
  ASSIGN_OR_RETURN(draft.printed, print_(page));
  RETURN_IF_ERROR(templates_.Note(issuing_.templates.For(page.data.outcome())));

  draft.report.set_report_number(page.data.report_number());
  draft.report.set_pdf_sha256(draft.printed.sha256);
  draft.report.set_report_data(claim::CanonicalReportData(page.data));
  draft.report.set_claim(claim);
  for (const std::string& key : issuing_.key_fingerprints) {
    draft.report.add_key_fingerprints(key);
  }
  report::v1::Report& report = *draft.stored.mutable_report();
  report = Describe(page, assigned.name, draft.printed);
  if (const int years = checked.material().report_keep_years(); years > 0) {
    report.mutable_keep_until_time()->set_seconds(
        absl::ToUnixSeconds(YearsAfter(assigned.issue_time, years)));
  }
  *draft.stored.mutable_verdict() = checked.verdict();
  return draft;
}

}  // namespace creditproof::report_rendering
