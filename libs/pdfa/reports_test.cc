// The reports that there are, whole: our rules, and what other programs say.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/pdfa/check.h"
#include "libs/report/new_edition.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/sample_report.h"

namespace creditproof::pdfa {
namespace {

using report::Page;
using report::PdfFolder;
using report::RecordsPage;
using report::SamplePage;
namespace v1 = report::v1;

std::string Render(const Page& page) {
  const bool lists = !page.data.records().empty();
  const auto pdf =
      (lists ? report::RecordsRenderer() : report::SampleRenderer())
          .Render(page);
  INFO(pdf.status());
  REQUIRE(pdf.ok());
  return *pdf;
}

std::string Repeated(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text, i);
  return repeated;
}

Page TwoPages(Page page) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "龙";
  page.data.mutable_subject()->set_name(text);
  page.data.mutable_subject()->set_address(text);
  page.data.set_purpose(text + text);
  return page;
}

// The structure's text, without blanks and line ends.
std::string Spoken(const std::string& pdf) {
  return PdfFolder(pdf).Output(
      "pdfinfo -struct-text report.pdf | tr -d '\\n\\f '");
}

TEST_CASE("A report of a new edition keeps all rules") {
  const auto templates = report::FolderWithNewEdition().Load();
  REQUIRE(templates.ok());
  Page page = SamplePage();
  page.data.set_template_id("clean-3");
  const auto renderer = report::Renderer::Make(
      std::string(report::kFontDirectory), templates->For(page.data.outcome()),
      page.data.names(), report::SampleSigner());
  REQUIRE(renderer.ok());
  SECTION("one page") {}
  SECTION("two pages") { page = TwoPages(page); }

  for (const Finding& finding : Check((*renderer)->Render(page).value())) {
    FAIL_CHECK(finding.rule << ": " << finding.where);
  }
}

TEST_CASE("Every report keeps all rules and is sound to qpdf") {
  Page page = SamplePage();
  SECTION("one page") {}
  SECTION("names that make room for a mark's words") {
    for (int i = 10; i < 30; ++i) {
      page.data.mutable_areas(i)->set_kind(v1::AreaResult::KIND_NO_DATA);
    }
  }
  SECTION("characters of every face") {
    page.data.mutable_subject()->set_name("哈尔滨𠮷㐂䶮龘有限公司");
  }
  SECTION("two pages") { page = TwoPages(page); }
  SECTION("a record") { page = RecordsPage(1); }
  SECTION("two pages and records") { page = TwoPages(RecordsPage(6)); }
  SECTION("a row that goes on over pages") {
    page = RecordsPage(6);
    page.data.mutable_records(1)->set_content(Repeated("元 ", 900));
  }
  SECTION("500 records") { page = RecordsPage(500); }
  const std::string pdf = Render(page);

  for (const Finding& finding : Check(pdf)) {
    FAIL_CHECK(finding.rule << ": " << finding.where);
  }
  CHECK_THAT(PdfFolder(pdf).Output("qpdf --check report.pdf"),
             Catch::Contains("No syntax or stream encoding errors found"));
}

TEST_CASE("A preview keeps all rules, too") {
  const Page page =
      GENERATE(SamplePage(), TwoPages(SamplePage()), RecordsPage(6));
  const bool lists = !page.data.records().empty();
  const auto pdf =
      (lists ? report::RecordsRenderer() : report::SampleRenderer())
          .Preview(page.data);
  REQUIRE(pdf.ok());
  for (const Finding& finding : Check(*pdf)) {
    FAIL_CHECK(finding.rule << ": " << finding.where);
  }
}

TEST_CASE("A report is spoken in the order in which it is read") {
  const std::string spoken = Spoken(Render(SamplePage()));
  std::size_t at = 0;
  for (const char* const piece :
       {"H1(block)\"黑龙江省经营主体公共信用信息报告（无违法违规证明版）\"",
        "TH:/Scope/Row\"名称\"TD", "\"哈尔滨云杉示例装备制造有限公司\"",
        "\"统一社会信用代码\"", "\"91230103TE00000103\"", "\"应用场景\"",
        "H2(block)\"查询结论\"", "个领域未发现违法违规记录",
        "H2(block)\"各领域查询结果\"", "LI(block)\"01", "\"○\"",
        "H2(block)\"说明\"", "Lbl(block)\"1\"", "H2(block)\"怎样核验\"",
        "\"5HGT-2QZJ-DSAY-Q5W6-X\"", "\"出具时间"}) {
    INFO(piece);
    const std::size_t found = spoken.find(piece, at);
    CHECK(found != std::string::npos);
    if (found != std::string::npos) at = found;
  }
}

TEST_CASE("Each record is spoken as one row, with head and caption") {
  Page page = RecordsPage(6);
  page.data.mutable_records(1)->set_content(Repeated("元 ", 900));
  const std::string spoken = Spoken(Render(page));
  CHECK_THAT(spoken, Catch::Contains("H2(block)\"违法违规记录明细\"Table"));
  CHECK_THAT(spoken, Catch::Contains("TH:/Scope/Column\"序号\""));
  CHECK_THAT(spoken, !Catch::Contains("（续）"));
  int rows = 0;
  const std::string body = spoken.substr(spoken.find("TBody"));
  for (std::size_t at = body.find("TR"); at != std::string::npos;
       at = body.find("TR", at + 1)) {
    ++rows;
  }
  CHECK(rows == 6);
}

}  // namespace
}  // namespace creditproof::pdfa
