#include "services/report_rendering/previewer.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/report/new_edition.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReportData;

struct Fixture {
  PreviewReportRequest Request() const {
    PreviewReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.set_purpose("招标投标");
    return request;
  }

  absl::StatusOr<PreviewReportResponse> Preview(
      const PreviewReportRequest& request) {
    const Previewer previewer(
        world.AsPeers(), templates,
        [this](const ReportData& data) -> absl::StatusOr<std::string> {
          drawn = data;
          return "pages";
        },
        [] { return kNow; });
    return previewer.Preview(request,
                             {kClient, {}, absl::InfiniteFuture(), {}});
  }

  Neighbours world;
  report::Templates templates = report::ShippedTemplates();
  ReportData drawn;
};

TEST_CASE_METHOD(Fixture, "A report is of the edition that is current") {
  REQUIRE(Preview(Request()).ok());
  CHECK(drawn.template_id() == "clean-2");
  templates = report::FolderWithNewEdition().Load().value();
  REQUIRE(Preview(Request()).ok());
  CHECK(drawn.template_id() == "clean-3");
}

TEST_CASE_METHOD(Fixture,
                 "A preview says what a report would, by a plain check") {
  const auto answer = Preview(Request());
  REQUIRE(answer.ok());
  CHECK(answer->pdf() == "pages");
  CHECK(answer->verdict().outcome() ==
        eligibility::v1::Verdict::OUTCOME_ELIGIBLE);
  CHECK(drawn.purpose() == "招标投标");
  CHECK(drawn.subject().credit_code() == kCode);
  CHECK(world.last_check.consistency() !=
        eligibility::v1::CheckEligibilityRequest::CONSISTENCY_STRONG);
}

TEST_CASE_METHOD(Fixture, "A preview has nothing of an issued report") {
  REQUIRE(Preview(Request()).ok());
  CHECK(drawn.report_number().empty());
  CHECK(drawn.signatures().empty());
  CHECK(world.questions == 0);
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture,
                 "Where no report would be issued there is no preview") {
  world.outcome = eligibility::v1::Verdict::OUTCOME_RECORDS_FOUND;
  const auto answer = Preview(Request());
  REQUIRE(answer.ok());
  CHECK(answer->pdf().empty());
  CHECK(answer->verdict().outcome() == world.outcome);
}

TEST_CASE_METHOD(Fixture, "What IssueReport refuses a preview refuses") {
  PreviewReportRequest request = Request();
  request.set_period_start_date("2026-02-30");
  CHECK(absl::IsInvalidArgument(Preview(request).status()));
}

}  // namespace
}  // namespace creditproof::report_rendering
