#include "libs/report/renderer.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/report/sample_report.h"
#include "libs/report/shape.h"

namespace creditproof::report {
namespace {

std::string Render(const Page& page) {
  return SampleRenderer().Render(page).value();
}

// With the signature's place zeroed.
std::string Unsigned(std::string pdf) {
  const std::size_t digits = pdf.rfind("/Contents<") + 10;
  return pdf.replace(digits, 2 * kP256Bytes, 2 * kP256Bytes, '0');
}

TEST_CASE("A report starts with the prefix and stays small") {
  const std::string pdf = Render(SamplePage());
  CHECK(absl::StartsWith(pdf, SampleRenderer().start().bytes()));
  CHECK(pdf.size() < 90 * 1024);
  CHECK(pdf.size() - SampleRenderer().start().bytes().size() < 25 * 1024);
}

TEST_CASE("The same page gives the same bytes but for the signature") {
  const std::string pdf = Render(SamplePage());
  CHECK(Unsigned(pdf) == Unsigned(Render(SamplePage())));
  Page other = SamplePage();
  other.data.set_purpose("参加工程项目投标");
  CHECK(Unsigned(pdf) != Unsigned(Render(other)));
}

// Holds for the faces of Debian 12: fonts-wqy-microhei 0.2.0-beta-3.1 and
// fonts-hanazono 20170904-3. Another digest with these faces means that the
// template changed: give it a new id (docs/formats/report.md).
TEST_CASE("The bytes of the sample are those of this template") {
  CHECK(
      absl::BytesToHexString(crypto::Sha256(Unsigned(Render(SamplePage())))) ==
      "ae7c7e0e2ccdafd3daacaa95aecca6c9d95dd978a0c2a9cfe3fa3a795422a3fe");
}

TEST_CASE("Rare characters come from the fallback faces") {
  Page page = SamplePage();
  page.data.mutable_subject()->set_name("哈尔滨𠮷㐂䶮龘有限公司");
  const std::string pdf = Render(page);
  CHECK(absl::StrContains(pdf, "HanaMin"));
}

TEST_CASE("A character without a glyph fails and is named") {
  Page page = SamplePage();
  page.data.mutable_subject()->set_name("哈尔滨\U00012000有限公司");
  const absl::Status status = SampleRenderer().Render(page).status();
  CHECK(status.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_GLYPH_MISSING);
  CHECK_THAT(std::string(status.message()), Catch::Contains("U+12000"));
}

std::string Repeated(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

TEST_CASE("Long texts first take the gaps, then a second page") {
  Page page = SamplePage();
  page.data.mutable_subject()->set_name(Repeated("龙", 60));
  page.data.mutable_subject()->set_address(Repeated("龙", 50));
  CHECK(absl::StrContains(Render(page), "/Count 1>>"));
  page.data.set_purpose(Repeated("龙", 80));
  CHECK(absl::StrContains(Render(page), "/Count 2>>"));
}

TEST_CASE("Texts too long for two pages are refused") {
  Page page = SamplePage();
  page.data.mutable_subject()->set_name(Repeated("龙", 2000));
  CHECK(SampleRenderer().Render(page).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE("What the template cannot say is refused") {
  Page page = SamplePage();
  SECTION("another template") { page.data.set_template_id("clean-0"); }
  SECTION("records") {
    page.data.set_outcome(v1::ReportData::OUTCOME_WITH_RECORDS);
  }
  SECTION("an area with records") {
    page.data.mutable_areas(3)->set_kind(v1::AreaResult::KIND_RECORDS);
  }
  SECTION("an area missing") { page.data.mutable_areas()->RemoveLast(); }
  SECTION("areas out of order") {
    page.data.mutable_areas()->SwapElements(0, 1);
  }
  SECTION("nothing looked at") {
    for (auto& area : *page.data.mutable_areas()) {
      area.set_kind(v1::AreaResult::KIND_NO_DATA);
    }
  }
  SECTION("another issuer") { page.data.mutable_names()->set_issuer("别处"); }
  SECTION("no name") { page.data.mutable_subject()->clear_name(); }
  SECTION("no number") { page.data.set_report_number("1"); }
  SECTION("a signature more") {
    page.data.add_signatures(v1::SIGNATURE_KIND_PADES_P256);
  }
  SECTION("a signature that it does not make") {
    page.data.add_signatures(v1::SIGNATURE_KIND_SM2);
  }
  SECTION("no signature") { page.data.clear_signatures(); }
  SECTION("a QR text that is none") { page.qr_text = "报告"; }
  CHECK(SampleRenderer().Render(page).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE("Names that do not fit their place are refused at the start") {
  policy::v1::Names names = SamplePage().data.names();
  names.set_report_title(names.report_title() + names.report_title());
  const auto renderer = Renderer::Make(std::string(kFontDirectory),
                                       CleanTemplate(), names, SampleSigner());
  CHECK(renderer.status().code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(renderer.status().message()),
             Catch::Contains("report_title"));
}

TEST_CASE("A missing face is named") {
  const auto renderer = Renderer::Make(
      "/nowhere", CleanTemplate(), SamplePage().data.names(), SampleSigner());
  CHECK(renderer.status().code() == absl::StatusCode::kNotFound);
}

TEST_CASE("Threads render side by side") {
  const std::string expected = Unsigned(Render(SamplePage()));
  std::vector<std::string> rendered(4);
  std::vector<std::thread> threads;
  for (std::string& one : rendered) {
    threads.emplace_back([&one] { one = Unsigned(Render(SamplePage())); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : rendered) CHECK(one == expected);
}

}  // namespace
}  // namespace creditproof::report
