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
                         const LintRules& rules) {
  const Scan scan = ScanPdf(pdf, rules.issuers, rules.stampers, rules.start);
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
// INVALID_ARGUMENT where there is no QR code.
absl::StatusOr<bool> ShowsQrCode(const FileObjects& objects,
                                 const PageText& first,
                                 absl::string_view qr_text) {
  ASSIGN_OR_RETURN(const qr::Matrix image,
                   ReadQrImage(objects, first.qr_image));
  ASSIGN_OR_RETURN(const std::string read, qr::Read(image));
  return read == qr_text;
}

// Fails with INVALID_ARGUMENT where the file is not in our shape.
absl::Status CheckPages(absl::string_view pdf, const Page& page,
                        const LintRules& rules) {
  ASSIGN_OR_RETURN(const FileObjects objects, FileObjects::Find(pdf));
  ASSIGN_OR_RETURN(const std::vector<PageText> pages,
                   ReadPageTexts(objects, rules.start));
  ASSIGN_OR_RETURN(ShownFields shown, SortFields(pages, &rules.drawn));
  ASSIGN_OR_RETURN(shown.shows_qr_code,
                   ShowsQrCode(objects, pages.front(), page.qr_text));
  return CheckFields(shown, page.data, &rules.drawn);
}

// Without a start that does not begin the file.
LintRules RulesFor(absl::string_view pdf, LintRules rules) {
  const bool begun = rules.start != nullptr && rules.start->Begins(pdf);
  if (!begun) rules.start = nullptr;
  return rules;
}

absl::Status AsDefect(const absl::Status& status) {
  const bool named = base::ReasonOf(status) == Reason::REASON_REPORT_DEFECTIVE;
  return status.ok() || named ? status : Defect(status.message());
}

}  // namespace

absl::Status Lint(absl::string_view pdf, const Page& page,
                  const LintRules& rules) {
  RETURN_IF_ERROR(CheckProofs(pdf, page, RulesFor(pdf, rules)));
  return LintPages(pdf, page, rules);
}

absl::Status LintPages(absl::string_view pdf, const Page& page,
                       const LintRules& rules) {
  return AsDefect(CheckPages(pdf, page, RulesFor(pdf, rules)));
}

}  // namespace creditproof::report
