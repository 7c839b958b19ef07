#include "services/report_rendering/press.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/base/error.h"
#include "libs/report/scanner.h"
#include "libs/testing/temp_directory.h"
#include "services/report_rendering/printed_page.h"

namespace creditproof::report_rendering {
namespace {

// What the design allows to keep of each report.
constexpr std::size_t kMostStoredBytes = 25 * 1024;

TEST_CASE("A file that nobody could verify is not let out") {
  const auto signer = report::CmsSigner::Make(Key("test-only-signer.pem"),
                                              Key("test-only-signer-key.pem"));
  REQUIRE(signer.ok());
  Press press("/usr/share/fonts", report::ShippedTemplates(), *signer);
  report::Page page = PageOf("经营主体专用信用报告");
  REQUIRE(press(page).ok());
  // Is attached and not printed: the file becomes larger than is scanned.
  page.data.set_policy_id(std::string(report::kMaxPdfBytes, 'p'));

  const auto printed = press(page);

  CHECK(base::ReasonOf(printed.status()) ==
        base::Reason::REASON_REPORT_DEFECTIVE);
}

TEST_CASE("Names that do not fit the page are named, and tried once") {
  const auto signer = report::CmsSigner::Make(Key("test-only-signer.pem"),
                                              Key("test-only-signer-key.pem"));
  REQUIRE(signer.ok());
  const testing::TempDirectory folder;
  const std::filesystem::path fonts = folder.path() / "fonts";
  std::filesystem::create_directory_symlink("/usr/share/fonts", fonts);
  Press press(fonts, report::ShippedTemplates(), *signer);
  std::string title;
  for (int i = 0; i < 10; ++i) title += "信用报告";
  const report::Page page = PageOf(title);

  const auto first = press(page);
  std::filesystem::remove(fonts);  // nothing can be tried any more
  const auto second = press(page);

  CHECK(base::ReasonOf(first.status()) ==
        base::Reason::REASON_REPORT_DEFECTIVE);
  CHECK_THAT(std::string(first.status().message()),
             Catch::Contains("names.report_title is “" + title + "”"));
  CHECK(second.status() == first.status());
  CHECK(absl::IsNotFound(press(PageOf("信用报告")).status()));
  std::filesystem::create_directory_symlink("/usr/share/fonts", fonts);
  CHECK(press(PageOf("信用报告")).ok());
}

TEST_CASE("Each outcome has its template") {
  const auto signer = report::CmsSigner::Make(Key("test-only-signer.pem"),
                                              Key("test-only-signer-key.pem"));
  REQUIRE(signer.ok());
  Press press("/usr/share/fonts", report::ShippedTemplates(), *signer);
  report::Page clean = PageOf("经营主体专用信用报告");
  report::Page listing = clean;
  report::v1::ReportData& data = listing.data;
  data.set_template_id("records-2");
  data.set_outcome(report::v1::ReportData::OUTCOME_WITH_RECORDS);
  report::v1::ListedRecord& listed = *data.add_records();
  listed.set_kind_name("行政处罚");
  listed.set_area(record::v1::AREA_EDUCATION);
  listed.set_decision_date("2024-03-12");
  listed.set_state(report::v1::ListedRecord::STATE_EFFECTIVE);
  data.mutable_areas(1)->set_kind(report::v1::AreaResult::KIND_RECORDS);
  data.mutable_areas(1)->set_record_count(1);

  const auto first = press(clean);
  const auto second = press(listing);

  REQUIRE(first.ok());
  INFO(second.status());
  REQUIRE(second.ok());
  CHECK(first->prefix_bytes < second->prefix_bytes);
  CHECK(second->pdf.size() - second->prefix_bytes < kMostStoredBytes);
  CHECK(report::ScanPdf(second->pdf, {signer->frame()}).verdict ==
        report::Scan::Verdict::kGenuine);
}

TEST_CASE("A printed report is genuine and little of it is its own") {
  const auto signer = report::CmsSigner::Make(Key("test-only-signer.pem"),
                                              Key("test-only-signer-key.pem"));
  REQUIRE(signer.ok());
  Press press("/usr/share/fonts", report::ShippedTemplates(), *signer);

  const auto first = press(PageOf("经营主体专用信用报告"));
  const auto second = press(PageOf("经营主体专用信用报告"));
  const auto renamed = press(PageOf("经营主体信用报告"));

  REQUIRE(first.ok());
  REQUIRE(second.ok());
  REQUIRE(renamed.ok());
  const auto prefix = [](const Printed& printed) {
    return printed.pdf.substr(0, printed.prefix_bytes);
  };
  CHECK(prefix(*first) == prefix(*second));
  CHECK(prefix(*first) != prefix(*renamed));
  CHECK(first->pdf.size() - first->prefix_bytes < kMostStoredBytes);
  CHECK(report::ScanPdf(renamed->pdf, {signer->frame()}).verdict ==
        report::Scan::Verdict::kGenuine);
}

}  // namespace
}  // namespace creditproof::report_rendering
