// What a report says is read out of its very file.
#include "services/report_rendering/attached_data.h"

#include <google/protobuf/util/json_util.h>

#include <catch2/catch.hpp>
#include <string>

#include "libs/base/error.h"
#include "libs/claim/claim.h"
#include "services/report_rendering/printed_page.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::ReportData;

TEST_CASE("The JSON of a report says what its file carries, and no more") {
  const report::Page page = PageOf("经营主体专用信用报告");
  const auto signer = report::CmsSigner::Make(Key("test-only-signer.pem"),
                                              Key("test-only-signer-key.pem"));
  REQUIRE(signer.ok());
  const Printed printed =
      *Press("/usr/share/fonts", report::ShippedTemplates(), *signer)(page);

  const auto bytes = AttachedBytes(printed.pdf);
  REQUIRE(bytes.ok());
  CHECK(*bytes == claim::CanonicalReportData(page.data));
  const auto json = JsonOf(*bytes);
  REQUIRE(json.ok());

  CHECK(json->find("哈尔滨诚信科技有限公司") != std::string::npos);
  CHECK(json->find("\"OUTCOME_CLEAN\"") != std::string::npos);
  ReportData read;
  REQUIRE(google::protobuf::util::JsonStringToMessage(*json, &read).ok());
  CHECK(claim::CanonicalReportData(read) == *bytes);
}

TEST_CASE("A file without data is not read as a report") {
  CHECK(base::ReasonOf(AttachedBytes("%PDF-1.7").status()) ==
        base::Reason::REASON_STORE_CORRUPT);
}

TEST_CASE("A report says of itself what a list tells") {
  ReportData data = PageOf("经营主体专用信用报告").data;
  report::v1::Report report;
  SayOfItself(data, report);
  CHECK(report.scenario() == data.scenario());
  CHECK(report.areas().empty());

  data.mutable_areas(3)->set_kind(report::v1::AreaResult::KIND_NOT_ASKED);
  SayOfItself(data, report);
  CHECK(report.areas_size() == data.areas_size() - 1);
  CHECK(report.areas(3) == data.areas(4).area());
}

}  // namespace
}  // namespace creditproof::report_rendering
