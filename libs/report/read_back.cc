#include "libs/report/read_back.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/claim/report_number.h"
#include "libs/qr/qr.h"
#include "libs/report/lint.h"
#include "libs/report/shape.h"
#include "libs/report/specimen.h"
#include "libs/report/tail.h"

namespace creditproof::report {
namespace {

// As long as those of reports.
Page SpecimenPage(const Template& drawn, const policy::v1::Names& names) {
  Page page = {Specimen(drawn, names),
               "HTTPS://SPECIMEN.INVALID/V/" + std::string(280, '0')};
  const auto code =
      CreditCode::Parse(page.data.subject().credit_code()).value();
  page.data.set_report_number(
      claim::ReportNumber::Make("specimen", code, "", "").text());
  return page;
}

}  // namespace

absl::Status ReadBackSpecimen(const Plate& plate, const Template& drawn,
                              const policy::v1::Names& names) {
  const Page page = SpecimenPage(drawn, names);
  ASSIGN_OR_RETURN(const Plate::Pages pages, plate.Draw(page.data));
  ASSIGN_OR_RETURN(const qr::Matrix qr, qr::Encode(page.qr_text));
  const std::string data = claim::CanonicalReportData(page.data);
  ASSIGN_OR_RETURN(
      const UnsignedFile file,
      Assemble(plate.prefix(),
               {data, page.qr_text, qr, pages.drawn, pages.fonts,
                absl::FromUnixSeconds(page.data.issue_time().seconds()),
                kP256Bytes}));
  return LintPages(file.bytes, page, {drawn, {}, {}});
}

absl::Status ReadBackSpecimens(const Templates& templates,
                               const std::filesystem::path& font_directory) {
  const policy::v1::Names names = SpecimenNames();
  for (const auto outcome :
       {v1::ReportData::OUTCOME_CLEAN, v1::ReportData::OUTCOME_WITH_RECORDS}) {
    const Template& drawn = templates.For(outcome);
    const auto plate = Plate::Make(font_directory, drawn, names);
    const absl::Status read =
        plate.ok() ? ReadBackSpecimen(**plate, drawn, names) : plate.status();
    if (read.ok()) continue;
    return absl::Status(
        read.code(),
        absl::StrCat("template ", drawn.template_id(),
                     " cannot be put to use: a specimen of it does not read "
                     "as it was meant: ",
                     read.message()));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::report
