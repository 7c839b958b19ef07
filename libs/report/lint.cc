#include "libs/report/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/optional.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/qr/read.h"
#include "libs/report/facts.h"
#include "libs/report/file_objects.h"
#include "libs/report/grid_areas.h"
#include "libs/report/page_text.h"
#include "libs/report/record_forms.h"
#include "libs/report/scanner.h"
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
                         const CmsFrame& issuer) {
  const Scan scan = ScanPdf(pdf, {issuer});
  if (scan.verdict != Scan::Verdict::kGenuine) {
    return Defect(absl::StrCat("scanner: ", scan.rule));
  }
  if (scan.report_data != claim::CanonicalReportData(page.data)) {
    return Defect("the attached data");
  }
  if (scan.qr_text != page.qr_text) return Defect("the QR text beside it");
  return absl::OkStatus();
}

// The mask that tail.cc writes: a bit a module, 0 is dark, rows in whole bytes.
absl::optional<qr::Matrix> ReadMask(int size, absl::string_view rows) {
  const auto side = static_cast<std::size_t>(size);
  const std::size_t row_bytes = (side + 7) / 8;
  if (rows.size() != row_bytes * side) return absl::nullopt;
  qr::Matrix matrix{size, std::vector<bool>(side * side)};
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const char byte = rows[y * row_bytes + x / 8];
      matrix.dark[y * side + x] = (byte & 0x80 >> x % 8) == 0;
    }
  }
  return matrix;
}

absl::Status CheckQr(const FileObjects& objects, absl::string_view text) {
  for (int number = 1; number <= objects.count(); ++number) {
    ASSIGN_OR_RETURN(const absl::string_view image, objects.Dictionary(number));
    if (!absl::StrContains(image, "/ImageMask true")) continue;
    ASSIGN_OR_RETURN(const std::string rows, objects.Stream(number));
    const auto matrix =
        ReadMask(NumberAfter(image, "/Width ").value_or(0), rows);
    if (!matrix.has_value()) return Defect("the QR image");
    const auto read = qr::Read(*matrix);
    return read.ok() && *read == text ? absl::OkStatus()
                                      : Defect("the QR code reads otherwise");
  }
  return Defect("no QR code");
}

// Lines break at blanks, which are then not drawn.
std::string WithoutBlanks(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{" ", ""}, {"　", ""}, {"\t", ""}, {"\n", ""}, {"\r", ""}});
}

// What all pages show.
class Shown {
 public:
  explicit Shown(const std::vector<PageText>& pages) {
    for (const PageText& page : pages) {
      for (const std::string& run : page.runs) {
        runs_.push_back(WithoutBlanks(run));
        absl::StrAppend(&all_, runs_.back());
      }
      placed_.insert(placed_.end(), page.placed.begin(), page.placed.end());
    }
  }

  // Whether runs in their order, others between them, make up `text`: its
  // lines, the last of them perhaps on the next page.
  bool Has(absl::string_view text) const {
    const std::string wanted = WithoutBlanks(text);
    std::set<std::size_t> made = {0};  // sizes of beginnings
    for (const std::string& run : runs_) {
      if (run.empty()) continue;
      std::set<std::size_t> longer;
      for (const std::size_t size : made) {
        if (absl::StartsWith(absl::string_view(wanted).substr(size), run)) {
          longer.insert(size + run.size());
        }
      }
      made.merge(longer);
    }
    return made.count(wanted.size()) == 1;
  }

  // Whether `text` stands among others.
  bool HasWithin(absl::string_view text) const {
    return absl::StrContains(all_, WithoutBlanks(text));
  }

  // The runs that are a sign of the grid, in the order drawn.
  std::vector<absl::string_view> Signs() const {
    std::vector<absl::string_view> signs;
    for (const std::string& run : runs_) {
      if (run == kNothingFoundSign || run == kRecordsSign ||
          run == kNoDataSign || run == kNotAskedSign) {
        signs.push_back(run);
      }
    }
    return signs;
  }

  int Placed(absl::string_view form) const {
    return static_cast<int>(std::count(placed_.begin(), placed_.end(), form));
  }

 private:
  std::vector<std::string> runs_;
  std::string all_;
  std::vector<std::string> placed_;
};

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
  RETURN_IF_ERROR(CheckQr(objects, page.qr_text));
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
                  const CmsFrame& issuer) {
  RETURN_IF_ERROR(CheckProofs(pdf, page, issuer));
  return LintPages(pdf, page);
}

absl::Status LintPages(absl::string_view pdf, const Page& page) {
  absl::Status status = CheckPages(pdf, page);
  const bool named = base::ReasonOf(status) == Reason::REASON_REPORT_DEFECTIVE;
  return status.ok() || named ? status : Defect(status.message());
}

}  // namespace creditproof::report
