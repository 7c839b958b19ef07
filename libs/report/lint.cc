#include "libs/report/lint.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/facts.h"
#include "libs/report/file_objects.h"
#include "libs/report/grid_areas.h"
#include "libs/report/page_text.h"
#include "libs/report/qr_image.h"
#include "libs/report/record_forms.h"
#include "libs/report/scanner.h"
#include "libs/report/shown.h"
#include "libs/report/template.h"

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
                         const std::vector<CmsFrame>& issuers) {
  const Scan scan = ScanPdf(pdf, issuers);
  if (scan.verdict != Scan::Verdict::kGenuine) {
    return Defect(absl::StrCat("scanner: ", scan.rule));
  }
  if (scan.report_data != claim::CanonicalReportData(page.data)) {
    return Defect("the attached data");
  }
  if (scan.qr_text != page.qr_text) return Defect("the QR text beside it");
  return absl::OkStatus();
}

absl::Status NotShown(absl::string_view fact) {
  return Defect(absl::StrCat("no page shows ", fact));
}

absl::Status CheckFacts(const Shown& shown, const Facts& facts) {
  const std::string* const all[] = {
      &facts.number,        &facts.name,           &facts.credit_code,
      &facts.operator_kind, &facts.status,         &facts.legal_representative,
      &facts.founded,       &facts.authority,      &facts.address,
      &facts.scenario,      &facts.purpose,        &facts.receiver,
      &facts.period,        &facts.remark,         &facts.count_line,
      &facts.issue_time,    &facts.data_as_of_time};
  for (const std::string* fact : all) {
    if (!shown.Has(*fact)) return NotShown(*fact);
  }
  for (const std::string& piece : facts.headline) {
    if (!shown.Has(piece)) return NotShown(piece);
  }
  for (const std::string* part : {&facts.statement, &facts.statement_rest}) {
    if (!shown.HasWithin(*part)) return NotShown(*part);
  }
  return absl::OkStatus();
}

absl::string_view SignOf(Mark mark) {
  switch (mark) {
    case Mark::kNothingFound:
      return kNothingFoundSign;
    case Mark::kRecords:
      return kRecordsSign;
    case Mark::kNoData:
      return kNoDataSign;
    case Mark::kNotAsked:
      return kNotAskedSign;
  }
  return "";
}

// The legend explains each sign that is used, nothing found always; then the
// grid has one for each area.
absl::Status CheckMarks(const Shown& shown, const Facts& facts) {
  std::vector<absl::string_view> wanted = {kNothingFoundSign};
  for (const Mark mark : {Mark::kRecords, Mark::kNoData, Mark::kNotAsked}) {
    const bool used =
        std::any_of(facts.marks.begin(), facts.marks.end(),
                    [mark](const AreaMark& area) { return area.mark == mark; });
    if (used) wanted.push_back(SignOf(mark));
  }
  for (const AreaMark& area : facts.marks) wanted.push_back(SignOf(area.mark));
  return shown.Signs() == wanted ? absl::OkStatus()
                                 : Defect("the marks of the areas");
}

absl::Status CheckRecords(const Shown& shown, const Facts& facts) {
  std::map<std::string, int> states;
  for (const RecordFacts& record : facts.records) {
    ++states[std::string(StateForm(record.state))];
    for (const std::string* fact :
         {&record.kind, &record.place, &record.date, &record.content,
          &record.authority, &record.document_number, &record.state_since}) {
      if (!shown.Has(*fact)) return NotShown(*fact);
    }
  }
  for (const auto& [form, records] : states) {
    if (shown.Placed(form) != records) {
      return Defect(absl::StrCat("the number of ", form));
    }
  }
  return absl::OkStatus();
}

// Fails with INVALID_ARGUMENT where the file is not in our shape.
absl::Status CheckPages(absl::string_view pdf, const Page& page) {
  ASSIGN_OR_RETURN(const FileObjects objects, FileObjects::Find(pdf));
  ASSIGN_OR_RETURN(const std::string qr_text, ReadQrImage(objects));
  if (qr_text != page.qr_text) return Defect("the QR code reads otherwise");
  ASSIGN_OR_RETURN(const std::vector<PageText> texts, ReadPageTexts(objects));
  ASSIGN_OR_RETURN(const Facts facts,
                   ReadFacts(page.data, TemplateFor(page.data.outcome()),
                             page.data.names()));
  const Shown shown(texts);
  RETURN_IF_ERROR(CheckFacts(shown, facts));
  RETURN_IF_ERROR(CheckMarks(shown, facts));
  return CheckRecords(shown, facts);
}

}  // namespace

absl::Status Lint(absl::string_view pdf, const Page& page,
                  const std::vector<CmsFrame>& issuers) {
  RETURN_IF_ERROR(CheckProofs(pdf, page, issuers));
  return LintPages(pdf, page);
}

absl::Status LintPages(absl::string_view pdf, const Page& page) {
  absl::Status status = CheckPages(pdf, page);
  const bool named = base::ReasonOf(status) == Reason::REASON_REPORT_DEFECTIVE;
  return status.ok() || named ? status : Defect(status.message());
}

}  // namespace creditproof::report
