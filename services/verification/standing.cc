#include "services/verification/standing.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "libs/base/date.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "services/verification/reconsider.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the verdicts' names
using claim::ReportNumber;
using google::protobuf::util::TimeUtil;
using report::v1::ReportData;

// The log was not seen to its end lately, or ends before the report.
VerifyReportResponse CannotTell(const std::string& number,
                                const absl::Status& seen, Presented presented) {
  base::Log(base::Severity::kWarning, "state_of_subject_unknown",
            {{"report_number", number}, {"reason", seen.ToString()}});
  return Say(AUTHENTICITY_CANNOT_TELL, presented);
}

IssuedReport Describe(const RegisteredReport& report, const ReportData& data) {
  IssuedReport issued;
  issued.set_report_number(report.report_number());
  issued.set_credit_code(data.subject().credit_code());
  issued.set_subject_name(data.subject().name());
  *issued.mutable_issue_time() = data.issue_time();
  issued.set_period_start_date(data.period_start_date());
  issued.set_period_end_date(data.period_end_date());
  issued.set_outcome(data.outcome());
  issued.set_record_count(data.records_size());
  return issued;
}

// By its number: ingestion, which does not know whose it is, may have been told
// another subject.
VerifyReportResponse Revoked(const RegisteredReport& report,
                             const ReportData& data,
                             const Revocation& revocation) {
  if (revocation.credit_code != data.subject().credit_code()) {
    base::Log(base::Severity::kError, "alarm_revocation_names_another_subject",
              {{"report_number", report.report_number()},
               {"subject", revocation.credit_code}});
  }
  VerifyReportResponse response;
  response.set_authenticity(AUTHENTICITY_REVOKED);
  response.set_message(RevokedText(revocation.time, revocation.reason));
  *response.mutable_issued() = Describe(report, data);
  return response;
}

// Who uses the newer report learns from that whether something changed.
Authenticity JudgeGenuine(bool superseded, bool changed_since) {
  if (superseded) return AUTHENTICITY_SUPERSEDED;
  return changed_since ? AUTHENTICITY_CHANGED_SINCE : AUTHENTICITY_GENUINE;
}

}  // namespace

Standing::Answer Standing::Of(const RegisteredReport& report,
                              Presented presented) const {
  const absl::StatusOr<ReportData> stored =
      claim::ParseReportData(report.report_data());
  if (!stored.ok()) return UnreadableReport(report.report_number());
  if (IsRevokedByKey(report, keys_()->history)) {
    VerifyReportResponse response = Say(AUTHENTICITY_REVOKED, presented);
    *response.mutable_issued() = Describe(report, *stored);
    return response;
  }
  return OfUnrevoked(report, *stored, presented);
}

Standing::Answer Standing::OfUnrevoked(const RegisteredReport& report,
                                       const ReportData& data,
                                       Presented presented) const {
  ASSIGN_OR_RETURN(const CreditCode code,
                   CreditCode::Parse(data.subject().credit_code()));
  const absl::StatusOr<absl::Time> as_of = freshness_.AsOf(data.partition());
  const auto applied = changes_.progress().Applied(data.partition());
  // Asked for after the log's end, so that none of before that is missed.
  ASSIGN_OR_RETURN(const auto revocation,
                   changes_.RevocationOf(report.report_number()));
  if (revocation) return Revoked(report, data, *revocation);
  if (!as_of.ok()) {
    return CannotTell(report.report_number(), as_of.status(), presented);
  }
  if (applied.position < data.position()) {
    return CannotTell(
        report.report_number(),
        absl::DataLossError("the log ends before the report's position"),
        presented);
  }
  ASSIGN_OR_RETURN(const LastChanges last, changes_.Of(code));
  ASSIGN_OR_RETURN(const ReportNumber number,
                   ReportNumber::Parse(report.report_number()));
  ASSIGN_OR_RETURN(const bool superseded, registry_.IsSuperseded(number));
  ASSIGN_OR_RETURN(const bool changed, Changed(data, last, *as_of));
  VerifyReportResponse response =
      Say(JudgeGenuine(superseded, changed), presented);
  response.mutable_message()->append(StatedText(data, presented));
  *response.mutable_issued() = Describe(report, data);
  *response.mutable_as_of_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(*as_of));
  return response;
}

// Mostly nothing was ever told of the subject since.
absl::StatusOr<bool> Standing::Changed(const ReportData& data,
                                       const LastChanges& last,
                                       absl::Time as_of) const {
  if (std::max(last.stopping, last.lightening) <= data.position()) return false;
  ASSIGN_OR_RETURN(const auto dossier,
                   changes_.DossierOf(data.subject().credit_code()));
  return WouldDiffer(data, dossier, *changes_.rules(), base::ChinaDay(as_of));
}

}  // namespace creditproof::verification
