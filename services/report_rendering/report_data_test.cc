#include "services/report_rendering/report_data.h"

#include <catch2/catch.hpp>
#include <string>

#include "services/report_rendering/issuing_fixture.h"
#include "services/report_rendering/mask_name.h"

namespace creditproof::report_rendering {
namespace {

using record::v1::Area;
using report::v1::AreaResult;

struct Fixture {
  Neighbours world;
  Instance instance{world};
};

TEST_CASE_METHOD(Fixture, "Clean is only said of areas where somebody looked") {
  report::v1::IssueReportRequest request = Instance::Request();
  request.add_areas(record::v1::AREA_EDUCATION);
  request.add_areas(record::v1::AREA_SPORTS);
  REQUIRE(instance.IssueThis(request).ok());

  const auto& areas = world.last_data.areas();
  REQUIRE(areas.size() == 50);
  for (int i = 0; i < areas.size(); ++i) {
    CHECK(areas[i].area() == static_cast<Area>(i + 1));
  }
  CHECK(areas[0].kind() == AreaResult::KIND_NOT_ASKED);
  CHECK(areas[1].kind() == AreaResult::KIND_NOTHING_FOUND);
  CHECK(areas[record::v1::AREA_SPORTS - 1].kind() == AreaResult::KIND_NO_DATA);
}

TEST_CASE_METHOD(Fixture, "A report about nothing is not issued") {
  world.all_uncovered = true;
  CHECK(instance.Issue().status().code() == absl::StatusCode::kInternal);
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture, "A check that answers something else is no basis") {
  report::v1::IssueReportRequest request = Instance::Request();
  SECTION("another subject") { world.checked_code = "91230199TE00000292"; }
  SECTION("other areas") { world.other_areas = true; }
  SECTION("another period") { request.set_period_end_date("2026-11-17"); }
  SECTION("a longer period") { request.set_period_start_date("2022-01-01"); }

  CHECK(instance.IssueThis(request).status().code() ==
        absl::StatusCode::kInternal);

  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture, "A report names what its verdict follows from") {
  REQUIRE(instance.Issue().ok());
  const report::v1::ReportData& data = world.last_data;
  CHECK(data.schema_version() == 1);
  CHECK(data.policy_id() == "test-2024");
  CHECK(data.policy_version() == 3);
  CHECK(data.position() == 7);
  CHECK(data.outcome() == report::v1::ReportData::OUTCOME_CLEAN);
  CHECK(data.issue_time().seconds() == absl::ToUnixSeconds(kNow));
  CHECK(data.issue_time().nanos() == 0);
  CHECK(data.subject().legal_representative_masked() == "欧＊＊＊");
  REQUIRE(data.signatures_size() == 1);
  CHECK(data.signatures(0) == report::v1::SIGNATURE_KIND_PADES_P256);
}

TEST_CASE("A name keeps its first character") {
  CHECK(MaskName("王芳") == "王＊");
  CHECK(MaskName("𠮷田") == "𠮷＊");
  CHECK(MaskName("李") == "李");
  CHECK(MaskName("").empty());
}

}  // namespace
}  // namespace creditproof::report_rendering
