#include "services/verification/verification_service.h"

#include <google/protobuf/util/time_util.h>

#include <optional>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/verification/claimed_number.h"
#include "services/verification/upload.h"

namespace creditproof::verification {
namespace {

using google::protobuf::util::TimeUtil;
using v1::GetStatusListRequest;
using v1::GetStatusListResponse;
using v1::PresentationCount;
using v1::VerifyReportRequest;
using v1::VerifyReportResponse;

Examiner::Answer Examine(const Examiner& examiner,
                         const VerifyReportRequest& request) {
  if (request.from_photo() && !request.has_qr_text()) {
    return base::InvalidField("from_photo", "goes with qr_text only");
  }
  switch (request.presented_case()) {
    case VerifyReportRequest::kReportNumber:
      return examiner.ByNumber(request.report_number());
    case VerifyReportRequest::kQrText:
      return examiner.ByQrText(request.qr_text(), request.from_photo()
                                                      ? Presented::kPhoto
                                                      : Presented::kQrText);
    case VerifyReportRequest::kPdf:
      return examiner.ByPdf(request.pdf());
    case VerifyReportRequest::kPdfSha256:
      return examiner.ByPdfSha256(request.pdf_sha256());
    case VerifyReportRequest::PRESENTED_NOT_SET:
      break;
  }
  return base::InvalidField(
      "presented", "give a report number, a QR text, a PDF or its SHA-256");
}

PresentationCount::Channel ChannelOf(const VerifyReportRequest& request) {
  switch (request.presented_case()) {
    case VerifyReportRequest::kReportNumber:
      return PresentationCount::CHANNEL_NUMBER;
    case VerifyReportRequest::kQrText:
      return PresentationCount::CHANNEL_QR_TEXT;
    case VerifyReportRequest::kPdf:
      return PresentationCount::CHANNEL_PDF;
    case VerifyReportRequest::kPdfSha256:
      return PresentationCount::CHANNEL_SHA256;
    case VerifyReportRequest::PRESENTED_NOT_SET:
      break;
  }
  return PresentationCount::CHANNEL_UNSPECIFIED;
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
  return gate_.ServeOrBlock(
      "VerifyReport", context, request, response,
      [this](const VerifyReportRequest& r, const rpc::Caller& caller,
             VerifyReportResponse& answer) {
        return VerifyAtOnce(r, caller, answer);
      },
      [this](const VerifyReportRequest& r, const rpc::Caller& caller) {
        return Verify(r, caller);
      });
}

// A file is much work, and for the log's end somebody has to wait.
std::optional<rpc::Attempted> VerificationServiceImpl::VerifyAtOnce(
    const VerifyReportRequest& request, const rpc::Caller& caller,
    VerifyReportResponse& response) {
  const std::optional<claim::ReportNumber> number = TypedOrScanned(request);
  if (!number || !examiner_.WaitsForNothing(*number)) return std::nullopt;
  Examiner::Answer answer = Verify(request, caller);
  if (answer.ok()) response = *std::move(answer);
  return rpc::Attempted{answer.status()};
}

grpc::ServerUnaryReactor* VerificationServiceImpl::GetStatusList(
    grpc::CallbackServerContext* context, const GetStatusListRequest* request,
    GetStatusListResponse* response) {
  return gate_.ServeBlocking(
      "GetStatusList", context, request, response,
      [this](const auto&, const auto&) { return ListStatus(); });
}

absl::StatusOr<GetStatusListResponse> VerificationServiceImpl::ListStatus() {
  if (lister_ == nullptr) {
    return absl::UnimplementedError(
        "this instance has no key to sign status lists with: set "
        "status_list_key_file (docs/formats/status-list.md)");
  }
  GetStatusListResponse response;
  ASSIGN_OR_RETURN(*response.mutable_status_list(), lister_->List());
  return response;
}

Examiner::Answer VerificationServiceImpl::Verify(
    const VerifyReportRequest& request, const rpc::Caller& caller) {
  const absl::Time now = clock_();
  if (request.has_report_number()) {
    RETURN_IF_ERROR(watch_.MayAskByNumber(caller, now));
  }
  Examiner::Answer answer = Examine(examiner_, request);
  if (answer.ok()) {
    watch_.Saw(
        caller, ChannelOf(request), *answer,
        [&] { return ClaimedNumber(request, registry_); }, now);
  }
  Audit("VerifyReport", TypedNumber(request), answer, caller, now);
  return answer;
}

grpc::ServerReadReactor<v1::VerifyUploadRequest>*
VerificationServiceImpl::VerifyUpload(grpc::CallbackServerContext* context,
                                      VerifyReportResponse* response) {
  return uploads_.ServeReader<v1::VerifyUploadRequest>(
      "VerifyUpload", context, response,
      [this](Upload& upload, const rpc::Caller& caller) {
        return Verify(upload, caller);
      });
}

Examiner::Answer VerificationServiceImpl::Verify(Upload& upload,
                                                 const rpc::Caller& caller) {
  std::string pdf;
  const auto examine = [&]() -> Examiner::Answer {
    ASSIGN_OR_RETURN(const UploadShares::Place place, shares_.Take(caller));
    ASSIGN_OR_RETURN(std::optional<std::string> received,
                     Receive(upload, absl::Now(), longest_pause_));
    pdf = std::move(received).value_or("");
    return examiner_.ByPdf(pdf);
  };
  const absl::Time now = clock_();
  Examiner::Answer answer = examine();
  if (answer.ok()) {
    watch_.Saw(
        caller, PresentationCount::CHANNEL_PDF, *answer,
        [&] { return ClaimedNumber(pdf, registry_); }, now);
  }
  Audit("VerifyUpload", "", answer, caller, now);
  return answer;
}

// Not waited for: the answer tells nothing that its bearer does not hold.
void VerificationServiceImpl::Audit(absl::string_view method,
                                    const std::string& typed_number,
                                    const Examiner::Answer& answer,
                                    const rpc::Caller& caller, absl::Time now) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  entry.set_client(std::string(caller.name()));
  entry.set_method(std::string(method));
  entry.set_report_number(typed_number);
  if (answer.ok()) {
    const v1::IssuedReport& issued = answer->issued();
    entry.set_subject(issued.credit_code());
    if (answer->has_issued()) entry.set_report_number(issued.report_number());
  }
  entry.set_outcome(OutcomeOf(answer));
  trail_.Add(std::move(entry));
}

}  // namespace creditproof::verification
