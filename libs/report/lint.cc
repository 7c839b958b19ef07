#include "libs/report/lint.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/qr/read.h"
#include "libs/report/fields.h"
#include "libs/report/file_objects.h"
#include "libs/report/page_text.h"
#include "libs/report/qr_image.h"
#include "libs/report/scanner.h"

namespace creditproof::report {
namespace {

using base::Reason;

absl::Status Defect(absl::string_view check) {
  return base::Error(
      absl::StatusCode::kInternal, Reason::REASON_REPORT_DEFECTIVE,
      absl::StrCat("the finished report is not let out: ", check),
      {{"check", std::string(check)}});
}

absl::Status CheckProofs(absl::string_view pdf, const Page& page,
                         const std::vector<CmsFrame>& issuers,
                         const std::vector<Stamper>& stampers) {
  const Scan scan = ScanPdf(pdf, issuers, stampers);
  if (scan.verdict != Scan::Verdict::kGenuine) {
    return Defect(absl::StrCat("scanner: ", scan.rule));
  }
  if (scan.report_data != claim::CanonicalReportData(page.data)) {
    return Defect("the attached data");
  }
  if (scan.qr_text != page.qr_text) return Defect("the QR text beside it");
  return absl::OkStatus();
}

// By another library than the one that drew it, as a camera would. Fails with
// INVALID_ARGUMENT where the file is not in our shape.
absl::Status CheckQrCode(absl::string_view pdf, absl::string_view qr_text) {
  ASSIGN_OR_RETURN(const FileObjects objects, FileObjects::Find(pdf));
  ASSIGN_OR_RETURN(const std::vector<PageText> pages, ReadPageTexts(objects));
  ASSIGN_OR_RETURN(const qr::Matrix image,
                   ReadQrImage(objects, pages.front().qr_image));
  ASSIGN_OR_RETURN(const std::string read, qr::Read(image));
  return read == qr_text ? absl::OkStatus()
                         : Defect("the QR code reads otherwise");
}

absl::Status CheckPages(absl::string_view pdf, const Page& page,
                        const Template& drawn) {
  RETURN_IF_ERROR(CheckQrCode(pdf, page.qr_text));
  return CheckShown(pdf, page.data, &drawn);
}

}  // namespace

absl::Status Lint(absl::string_view pdf, const Page& page,
                  const Template& drawn, const std::vector<CmsFrame>& issuers,
                  const std::vector<Stamper>& stampers) {
  RETURN_IF_ERROR(CheckProofs(pdf, page, issuers, stampers));
  return LintPages(pdf, page, drawn);
}

absl::Status LintPages(absl::string_view pdf, const Page& page,
                       const Template& drawn) {
  absl::Status status = CheckPages(pdf, page, drawn);
  const bool named = base::ReasonOf(status) == Reason::REASON_REPORT_DEFECTIVE;
  return status.ok() || named ? status : Defect(status.message());
}

}  // namespace creditproof::report
