#include "libs/report/lint.h"

#include <catch2/catch.hpp>
#include <functional>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/claim/report_number.h"
#include "libs/report/sample_report.h"

namespace creditproof::report {
namespace {

using Edit = std::function<void(v1::ReportData&)>;

const Renderer& RendererOf(const Page& page) {
  return page.data.records().empty() ? SampleRenderer() : RecordsRenderer();
}

std::string Render(const Page& page) {
  return RendererOf(page).Render(page).value();
}

absl::Status LintOf(const Page& page) {
  return Lint(Render(page), page,
              {TemplateOf(page),
               SampleSigner().frames(),
               {},
               &RendererOf(page).start()});
}

// What the pages of `page` are found to lack of another.
absl::Status LintAgainst(const Page& page, const Edit& edit) {
  Page other = page;
  edit(other.data);
  return LintPages(Render(page), other, {TemplateOf(page), {}, {}});
}

std::string Repeated(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text, i);
  return repeated;
}

TEST_CASE("A finished report is what its page says") {
  Page page = SamplePage();
  SECTION("the sample") {}
  SECTION("rare characters") {
    page.data.mutable_subject()->set_name("哈尔滨𠮷㐂䶮龘有限公司");
  }
  SECTION("a name in Latin letters, with blanks where lines break") {
    page.data.mutable_subject()->set_name(
        "Heilongjiang International Trade and Technical Cooperation Company "
        "Limited, Representative Office in the City of Harbin");
  }
  SECTION("names and texts that fill two pages") {
    page.data.mutable_subject()->set_name(Repeated("长", 60));
    page.data.mutable_subject()->set_address(Repeated("址", 60));
    page.data.set_purpose(Repeated("用", 60));
  }
  SECTION("areas that were not asked for") {
    page.data.mutable_areas(7)->set_kind(v1::AreaResult::KIND_NOT_ASKED);
  }
  SECTION("a report that replaces an earlier one") {
    page.data.set_replaces(page.data.report_number());
  }
  SECTION("one record") { page = RecordsPage(1); }
  SECTION("500 records") { page = RecordsPage(500); }
  SECTION("records behind two pages that names and texts fill") {
    page = RecordsPage(6);
    page.data.mutable_subject()->set_name(Repeated("长", 40));
    page.data.set_purpose(Repeated("用", 40));
    CHECK_THAT(Render(page), Catch::Contains("/Count 3>>"));
  }
  SECTION("records of a subject whose code, all digits, has its own line") {
    page = RecordsPage(6);
    page.data.mutable_subject()->set_name(
        std::string(absl::StrCat(Repeated("字号", 18), "公司")));
    page.data.mutable_subject()->set_credit_code("912301037000000288");
    page.data.set_report_number(
        claim::ReportNumber::Make("a", *CreditCode::Parse("912301037000000288"),
                                  "", "")
            .text());
  }
  SECTION("a record that goes on on the next page") {
    page = RecordsPage(6);
    page.data.mutable_records(1)->set_content(Repeated("元 ", 900));
  }
  SECTION("a record with line ends and tabs") {
    page = RecordsPage(6);
    page.data.mutable_records(1)->set_content("罚款\t2万元\r\n没收");
  }

  const absl::Status status = LintOf(page);

  INFO(status);
  CHECK(status.ok());
}

TEST_CASE("What a page does not show is found") {
  const auto [what, edit] = GENERATE(table<std::string, Edit>({
      {"name", [](auto& d) { d.mutable_subject()->set_name("别的公司"); }},
      {"address", [](auto& d) { d.mutable_subject()->set_address("他处"); }},
      {"code",
       [](auto& d) {
         d.mutable_subject()->set_credit_code("91230103TE00000017");
       }},
      {"number", [](auto& d) { d.set_report_number("5HSBGR9CR7SXNRGNV"); }},
      {"purpose", [](auto& d) { d.set_purpose("参加工程项目投标"); }},
      {"scenario", [](auto& d) { d.set_scenario(record::v1::SCENARIO_OTHER); }},
      {"period", [](auto& d) { d.set_period_start_date("2022-02-02"); }},
      {"time", [](auto& d) { d.mutable_issue_time()->set_seconds(1); }},
      {"the replaced report",
       [](auto& d) { d.set_replaces("5HSBGR9CR7SXNRGNV"); }},
      {"marks",
       [](auto& d) {
         d.mutable_areas(7)->set_kind(v1::AreaResult::KIND_NOT_ASKED);
       }},
  }));
  const absl::Status status = LintAgainst(SamplePage(), edit);
  INFO(what);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_REPORT_DEFECTIVE);
}

TEST_CASE("A mark that stands at another area is found") {
  Page page = SamplePage();
  page.data.mutable_areas(7)->set_kind(v1::AreaResult::KIND_NOT_ASKED);
  CHECK(LintOf(page).ok());

  const absl::Status status = LintAgainst(page, [](v1::ReportData& data) {
    data.mutable_areas()->SwapElements(7, 8);
    for (int i : {7, 8}) {
      data.mutable_areas(i)->set_area(static_cast<record::v1::Area>(i + 1));
    }
  });

  CHECK(base::ReasonOf(status) == base::Reason::REASON_REPORT_DEFECTIVE);
}

TEST_CASE("What a list of records does not show is found") {
  const auto [what, edit] = GENERATE(table<std::string, Edit>({
      {"content", [](auto& d) { d.mutable_records(2)->set_content("罚款"); }},
      {"authority",
       [](auto& d) { d.mutable_records(2)->set_authority("某局"); }},
      {"document",
       [](auto& d) { d.mutable_records(2)->set_document_number("无此文号"); }},
      {"state",
       [](auto& d) {
         for (auto& record : *d.mutable_records()) {
           if (record.state() != v1::ListedRecord::STATE_EFFECTIVE) continue;
           record.set_state(v1::ListedRecord::STATE_OBJECTED);
         }
       }},
  }));
  const absl::Status status = LintAgainst(RecordsPage(6), edit);
  INFO(what);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_REPORT_DEFECTIVE);
}

TEST_CASE("A QR code with another text is found") {
  const Page page = SamplePage();
  Page other = page;
  other.qr_text[other.qr_text.size() - 1] ^= 1;
  const absl::Status status =
      LintPages(Render(page), other, {TemplateOf(page), {}, {}});
  CHECK(base::ReasonOf(status) == base::Reason::REASON_REPORT_DEFECTIVE);
}

TEST_CASE("Without its own signature and data nothing is let out") {
  const Page page = SamplePage();
  const std::string pdf = Render(page);
  const std::vector<CmsFrame> issuers = SampleSigner().frames();
  const auto refused = [&](absl::string_view file, const Page& said) {
    const auto lint = [&](const SharedStart* start) {
      const absl::Status status =
          Lint(file, said, {TemplateOf(said), issuers, {}, start});
      return base::ReasonOf(status) == base::Reason::REASON_REPORT_DEFECTIVE;
    };
    const bool is_defect = lint(&SampleRenderer().start());
    CHECK(lint(nullptr) == is_defect);
    return is_defect;
  };
  CHECK_FALSE(refused(pdf, page));
  std::string changed = pdf;
  changed[1000] = static_cast<char>(changed[1000] ^ 1);
  CHECK(refused(changed, page));
  CHECK(refused(absl::string_view(pdf).substr(0, pdf.size() - 1), page));
  CHECK(refused("", page));
  // Data that no page shows, such as the position that the verdict rests on.
  Page other = page;
  other.data.set_position(page.data.position() + 1);
  CHECK(refused(pdf, other));
}

}  // namespace
}  // namespace creditproof::report
