#include "services/verification/claimed_number.h"

#include "libs/claim/claim.h"
#include "libs/report/scanner.h"

namespace creditproof::verification {
namespace {

using claim::ReportNumber;
using v1::VerifyReportRequest;

std::optional<ReportNumber> InNumber(absl::string_view text) {
  const auto number = ReportNumber::Parse(text);
  return number.ok() ? std::optional(*number) : std::nullopt;
}

std::optional<ReportNumber> InQrText(absl::string_view text) {
  const auto bytes = claim::ClaimBytes(text);
  const auto claim = bytes.ok() ? claim::ParseClaim(*bytes) : bytes.status();
  return claim.ok() ? std::optional(claim->number) : std::nullopt;
}

// Without issuers nothing is proven; the file still says which it claims to be.
std::optional<ReportNumber> InPdf(absl::string_view pdf) {
  return InQrText(report::ScanPdf(pdf, {}).qr_text);
}

std::optional<ReportNumber> OfDigest(absl::string_view pdf_sha256,
                                     const Registry& registry) {
  const auto report = registry.FindPdf(pdf_sha256);
  if (!report.ok() || !report->has_value()) return std::nullopt;
  return InNumber((*report)->report_number());
}

std::optional<ReportNumber> In(const VerifyReportRequest& request,
                               const Registry& registry) {
  switch (request.presented_case()) {
    case VerifyReportRequest::kReportNumber:
    case VerifyReportRequest::kQrText:
      return TypedOrScanned(request);
    case VerifyReportRequest::kPdf:
      return InPdf(request.pdf());
    case VerifyReportRequest::kPdfSha256:
      return OfDigest(request.pdf_sha256(), registry);
    case VerifyReportRequest::PRESENTED_NOT_SET:
      break;
  }
  return std::nullopt;
}

std::optional<ReportNumber> IfRegistered(
    const std::optional<ReportNumber>& number, const Registry& registry) {
  return number && registry.Find(*number).ok() ? number : std::nullopt;
}

}  // namespace

std::optional<ReportNumber> TypedOrScanned(const VerifyReportRequest& request) {
  if (request.has_report_number()) return InNumber(request.report_number());
  if (request.has_qr_text()) return InQrText(request.qr_text());
  return std::nullopt;
}

std::optional<ReportNumber> ClaimedNumber(const VerifyReportRequest& request,
                                          const Registry& registry) {
  return IfRegistered(In(request, registry), registry);
}

std::optional<ReportNumber> ClaimedNumber(absl::string_view pdf,
                                          const Registry& registry) {
  return IfRegistered(InPdf(pdf), registry);
}

}  // namespace creditproof::verification
