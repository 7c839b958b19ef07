#include "services/verification/verification_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "libs/base/error.h"

namespace creditproof::verification {
namespace {

using google::protobuf::util::TimeUtil;
using v1::VerifyReportRequest;
using v1::VerifyReportResponse;

Examiner::Answer Examine(const Examiner& examiner,
                         const VerifyReportRequest& request) {
  switch (request.presented_case()) {
    case VerifyReportRequest::kReportNumber:
      return examiner.ByNumber(request.report_number());
    case VerifyReportRequest::kQrText:
      return examiner.ByQrText(request.qr_text());
    case VerifyReportRequest::kPdf:
      return examiner.ByPdf(request.pdf());
    case VerifyReportRequest::PRESENTED_NOT_SET:
      break;
  }
  return base::InvalidField("presented",
                            "give a report number, a QR text or a PDF");
}

// What the caller typed, if it is a report number.
std::string TypedNumber(const VerifyReportRequest& request) {
  const absl::StatusOr<claim::ReportNumber> number =
      claim::ReportNumber::Parse(request.report_number());
  return number.ok() ? number->text() : "";
}

std::string OutcomeOf(const Examiner::Answer& answer) {
  return answer.ok() ? v1::Authenticity_Name(answer->authenticity())
                     : absl::StatusCodeToString(answer.status().code());
}

}  // namespace

grpc::ServerUnaryReactor* VerificationServiceImpl::VerifyReport(
    grpc::CallbackServerContext* context, const VerifyReportRequest* request,
    VerifyReportResponse* response) {
  return gate_.ServeBlocking(
      "VerifyReport", context, request, response,
      [this](const VerifyReportRequest& r, const rpc::Caller& caller) {
        return Verify(r, caller);
      });
}

Examiner::Answer VerificationServiceImpl::Verify(
    const VerifyReportRequest& request, const rpc::Caller& caller) {
  Examiner::Answer answer = Examine(examiner_, request);
  Audit(request, answer, caller);
  return answer;
}

// Not waited for: the answer tells nothing that its bearer does not hold.
void VerificationServiceImpl::Audit(const VerifyReportRequest& request,
                                    const Examiner::Answer& answer,
                                    const rpc::Caller& caller) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(clock_()));
  entry.set_client(std::string(caller.name()));
  entry.set_method("VerifyReport");
  entry.set_report_number(TypedNumber(request));
  if (answer.ok()) {
    const v1::IssuedReport& issued = answer->issued();
    entry.set_subject(issued.credit_code());
    if (answer->has_issued()) entry.set_report_number(issued.report_number());
  }
  entry.set_outcome(OutcomeOf(answer));
  trail_.Add(std::move(entry));
}

}  // namespace creditproof::verification
