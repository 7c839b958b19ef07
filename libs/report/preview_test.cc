#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"

namespace creditproof::report {
namespace {

std::string Preview(const Page& page) {
  const bool lists = !page.data.records().empty();
  const auto pdf =
      (lists ? RecordsRenderer() : SampleRenderer()).Preview(page.data);
  INFO(pdf.status());
  REQUIRE(pdf.ok());
  return *pdf;
}

// The sample before anybody gave it a number.
Page Unissued(Page page) {
  page.data.clear_report_number();
  page.data.clear_signatures();
  page.data.clear_status_index();
  return page;
}

TEST_CASE("A preview shows what the report would say") {
  const PdfFolder folder(Preview(Unissued(SamplePage())));
  const std::string text = folder.Output("pdftotext -raw report.pdf -");
  for (const char* const piece :
       {"哈尔滨云杉示例装备制造有限公司", "91230103TE00000103",
        "49 个领域未发现违法违规记录", "预览", "（预览，无编号）"}) {
    CHECK_THAT(text, Catch::Contains(piece));
  }
}

TEST_CASE("A preview holds nothing that could prove something") {
  const Page page = GENERATE(SamplePage(), RecordsPage(6));
  // Even where there is a number, it is not shown.
  const std::string pdf = Preview(page);

  CHECK(ScanPdf(pdf, SampleSigner().frames()).verdict ==
        Scan::Verdict::kPreview);
  CHECK(ScanPdf(pdf, SampleSigner().frames()).report_data.empty());
  for (const char* const mark :
       {"/ByteRange", "/Type/Sig", "CRPF_QrText", "EmbeddedFile", "AcroForm"}) {
    INFO(mark);
    CHECK_FALSE(absl::StrContains(pdf, mark));
  }
  const PdfFolder folder(pdf);
  CHECK_THAT(folder.Output("pdftotext -raw report.pdf -"),
             !Catch::Contains("5HGT"));
  folder.Output("pdftoppm -r 100 -png -l 1 report.pdf page");
  CHECK_THAT(folder.Output("zbarimg -q --raw page-*.png"),
             !Catch::Contains("HTTP"));
}

TEST_CASE("No report passes for a preview by a preview's mark") {
  const std::string pdf = SampleRenderer().Render(SamplePage()).value();
  const std::string marked = pdf + "% /CRPF_Preview true\n";
  CHECK(ScanPdf(marked, SampleSigner().frames()).verdict ==
        Scan::Verdict::kAltered);
}

TEST_CASE("A preview is refused where the report would be") {
  Page page = Unissued(SamplePage());
  page.data.mutable_subject()->set_name("哈尔滨\U00012000有限公司");
  CHECK(base::ReasonOf(SampleRenderer().Preview(page.data).status()) ==
        base::Reason::REASON_GLYPH_MISSING);
}

TEST_CASE("A report is not made of data without a number") {
  Page page = SamplePage();
  page.data.clear_report_number();
  CHECK(absl::IsInvalidArgument(SampleRenderer().Render(page).status()));
}

}  // namespace
}  // namespace creditproof::report
