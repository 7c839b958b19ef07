// Reports that list records: what their pages say and hold.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"
#include "libs/report/shape.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

std::string Render(const Page& page) {
  const auto pdf = RecordsRenderer().Render(page);
  INFO(pdf.status());
  REQUIRE(pdf.ok());
  return *pdf;
}

// In the order of the page's lines, without blanks and line ends.
std::string TextOf(absl::string_view pdf) {
  return PdfFolder(pdf).Output("pdftotext -raw report.pdf - | tr -d '\\n\\f '");
}

int Count(absl::string_view text, absl::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != absl::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

TEST_CASE("Each record is listed once, on as many pages as it takes") {
  const auto [records, pages] =
      GENERATE(table<int, int>({{1, 2}, {6, 2}, {40, 5}, {500, 50}}));
  const Page page = RecordsPage(records);
  const std::string pdf = Render(page);

  CHECK(absl::StrContains(pdf, absl::StrCat("/Count ", pages, ">>")));
  const std::string text = TextOf(pdf);
  for (const ListedRecord& record : page.data.records()) {
    INFO(record.document_number());
    CHECK(Count(text, record.document_number()) == 1);
  }
  CHECK(Count(text, "（以下空白）") == 1);
  CHECK(Count(text, "违法违规记录明细") == pages - 1);
  CHECK(absl::StrContains(text, absl::StrCat("共", records, "条，按领域序号")));
  CHECK(
      absl::StrContains(text, absl::StrCat("第", pages, "页共", pages, "页")));
}

TEST_CASE("Page 1 sums up what the table lists") {
  const std::string text = TextOf(Render(RecordsPage(6)));
  for (const char* const piece :
       {"6条违法违规记录，其中2条已修复", "另有45个领域未发现",
        "有违法违规记录6条（见第2页），其中2条已修复，涉及下列标注“●”的4个领域",
        "有1条在领域之外；标注“○”的45个领域未发现违法违规记录。地震领域暂无",
        "●4个（11、27、39、41）", "领域之外：失信被执行人1条。", "●2条",
        "有记录及条数", "（有无违法违规记录证明版）", "异议处理中",
        "2026年11月4日提出", "2025年12月9日修复", "黑龙江省高级人民法院"}) {
    CHECK_THAT(text, Catch::Contains(piece));
  }
}

TEST_CASE("A text longer than a page goes on, and nothing of it is lost") {
  Page page = RecordsPage(6);
  std::string content;
  for (int i = 1000; i < 1500; ++i) absl::StrAppend(&content, i, "元");
  page.data.mutable_records(1)->set_content(content);

  const std::string text = TextOf(Render(page));

  CHECK(Count(text, "（续）") >= 1);
  for (int i = 1000; i < 1500; ++i) {
    CHECK(Count(text, absl::StrCat(i, "元")) == 1);
  }
  CHECK(Count(text, page.data.records(1).document_number()) == 1);
}

TEST_CASE("A row that fits a page is not split") {
  Page page = RecordsPage(6);
  std::string content;
  for (int i = 0; i < 700; ++i) absl::StrAppend(&content, "违");
  page.data.mutable_records(1)->set_content(content);
  CHECK(Count(TextOf(Render(page)), "（续）") == 0);
}

TEST_CASE("Rare characters and line ends of a source are printed") {
  Page page = RecordsPage(1);
  page.data.mutable_records(0)->set_content("𠮷㐂䶮龘\n罚款\t2万元");
  const std::string text = TextOf(Render(page));
  CHECK_THAT(text, Catch::Contains("𠮷㐂䶮龘罚款2万元"));

  page.data.mutable_records(0)->set_content("\U00012000");
  const absl::Status status = RecordsRenderer().Render(page).status();
  CHECK(base::ReasonOf(status) == base::Reason::REASON_GLYPH_MISSING);
}

TEST_CASE("Records in every area, many in each, leave the names readable") {
  Page page = RecordsPage(500);
  for (int i = 0; i < 500; ++i) {
    page.data.mutable_records(i)->set_area(
        static_cast<record::v1::Area>(i % 50 + 1));
  }
  CountRecords(page.data);
  const std::string text = TextOf(Render(page));
  CHECK_THAT(text, Catch::Contains("共50个领域：○0个，●50个（01、02、"));
  CHECK(Count(text, "另有") == 0);
}

TEST_CASE("Long names turn the proof over, then come the records") {
  Page page = RecordsPage(6);
  std::string name;
  for (int i = 0; i < 60; ++i) absl::StrAppend(&name, "龙");
  page.data.mutable_subject()->set_name(name);
  page.data.mutable_subject()->set_address(name);
  page.data.set_purpose(absl::StrCat(name, name));
  const std::string text = TextOf(Render(page));
  CHECK_THAT(text, Catch::Contains("有违法违规记录6条（见第3页）"));
  CHECK_THAT(text, Catch::Contains("（本页以下空白，转下页）"));
  CHECK_THAT(text, Catch::Contains("第3页共3页"));
}

// As for the clean sample: another digest with the same faces means that the
// template changed (docs/formats/report.md).
TEST_CASE("The bytes of a sample with records are those of this template") {
  std::string pdf = Render(RecordsPage(6));
  const std::size_t digits = pdf.rfind("/Contents<") + 10;
  pdf.replace(digits, 2 * kP256Bytes, 2 * kP256Bytes, '0');
  CHECK(absl::BytesToHexString(crypto::Sha256(pdf)) ==
        "91afd19749992995ba06ed19831b927866d54118eeea1f2ae21ae706522a98d3");
}

TEST_CASE("What a list of records does not add up to is refused") {
  Page page = RecordsPage(6);
  SECTION("no record") { page = RecordsPage(0); }
  SECTION("more than a report holds") { page = RecordsPage(501); }
  SECTION("a clean outcome") {
    page.data.set_outcome(v1::ReportData::OUTCOME_CLEAN);
  }
  SECTION("the other template") { page.data.set_template_id("clean-2"); }
  SECTION("another order") { page.data.mutable_records()->SwapElements(0, 1); }
  SECTION("a record twice") {
    *page.data.mutable_records(2) = page.data.records(1);
  }
  SECTION("a record less than counted") {
    page.data.mutable_records()->DeleteSubrange(0, 1);
  }
  SECTION("an area that counts none") {
    page.data.mutable_areas(10)->set_record_count(0);
  }
  SECTION("an area that is called clean") {
    page.data.mutable_areas(10)->set_kind(v1::AreaResult::KIND_NOTHING_FOUND);
  }
  SECTION("a state that is not printed") {
    page.data.mutable_records(0)->clear_state();
  }
  SECTION("no name of the kind") {
    page.data.mutable_records(0)->clear_kind_name();
  }
  SECTION("no date") {
    page.data.mutable_records(0)->set_decision_date(
        "261de0a52c60d7bc9e3d0defcb8d13fee57a9037464d9552e8fb51a7919afab3");
  }
  CHECK(RecordsRenderer().Render(page).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE("A report of many pages is genuine, and no byte of it may change") {
  const Page page = RecordsPage(40);
  std::string pdf = Render(page);
  const std::vector<CmsFrame> issuers = {SampleSigner().frame()};
  const Scan scan = ScanPdf(pdf, issuers);
  CHECK(scan.verdict == Scan::Verdict::kGenuine);
  CHECK(scan.report_data == claim::CanonicalReportData(page.data));

  for (std::size_t at = 0; at < pdf.size(); at += 61) {
    const char original = pdf[at];
    pdf[at] = static_cast<char>(original ^ 1);
    INFO(at);
    CHECK(ScanPdf(pdf, issuers).verdict != Scan::Verdict::kGenuine);
    pdf[at] = original;
  }
}

TEST_CASE("Texts of a source that imitate the file's own syntax do no harm") {
  Page page = RecordsPage(6);
  page.data.mutable_records(0)->set_content(
      "/ByteRange[0 1 2 3] endstream endobj %%EOF /Contents<00>");
  const std::string pdf = Render(page);
  CHECK(ScanPdf(pdf, {SampleSigner().frame()}).verdict ==
        Scan::Verdict::kGenuine);
  const PdfFolder folder(pdf);
  CHECK_THAT(folder.Output("qpdf --check report.pdf"),
             Catch::Contains("No syntax or stream encoding errors found"));
}

TEST_CASE("The QR code of a report with records is read at 100 dpi") {
  const PdfFolder folder(Render(RecordsPage(6)));
  folder.Output("pdftoppm -r 100 -png -l 1 report.pdf page");
  CHECK(folder.Output("zbarimg -q --raw page-1.png | grep HTTPS") ==
        SamplePage().qr_text + "\n");
}

TEST_CASE("The largest report can still be verified") {
  Page page = RecordsPage(500);
  std::string content;
  for (int i = 0; i < 640; ++i) absl::StrAppend(&content, "违");
  for (ListedRecord& record : *page.data.mutable_records()) {
    record.set_content(content);
  }
  CHECK(page.data.ByteSizeLong() > (1 << 20) - (1 << 16));
  CHECK(Render(page).size() < kMaxPdfBytes / 2);
}

}  // namespace
}  // namespace creditproof::report
