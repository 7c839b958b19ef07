#include "services/report_rendering/listed_records.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/report/template.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::Finding;
using eligibility::v1::Verdict;
using report::v1::AreaResult;
using report::v1::ListedRecord;
using report::v1::ReportData;

struct Fixture {
  Fixture() {
    world.edition = policy::v1::EDITION_WITH_OR_WITHOUT;
    world.outcome = Verdict::OUTCOME_RECORDS_FOUND;
  }

  ReportData Issued() {
    const auto issued = instance.Issue();
    INFO(issued.status());
    REQUIRE(issued.ok());
    REQUIRE(issued->has_report());
    return world.last_data;
  }

  Neighbours world;
  Instance instance{world};
};

record::v1::Record& RecordOf(Finding& finding) {
  return *finding.mutable_record()->mutable_record();
}

Finding OfCourt(int number) {
  Finding finding = Found(number);
  RecordOf(finding).set_kind(record::v1::RECORD_KIND_DEFAULTER);
  RecordOf(finding).set_area(record::v1::AREA_UNSPECIFIED);
  RecordOf(finding).set_source_id("courts");
  return finding;
}

TEST_CASE_METHOD(Fixture, "What is listed is what was found, word for word") {
  world.findings = {Found(7)};

  const ReportData data = Issued();

  CHECK(data.template_id() == "records-2");
  REQUIRE(data.records_size() == 1);
  const ListedRecord& listed = data.records(0);
  CHECK(listed.record_id() == "record-7");
  CHECK(listed.kind_name() == "行政处罚");
  CHECK(listed.decision_date() == "2024-03-12");
  CHECK(listed.content() == "使用未经检验的特种设备。罚款3万元。");
  CHECK(listed.authority() == "哈尔滨市南岗区市场监督管理局");
  CHECK(listed.document_number() == "示市监罚〔2024〕7号");
  CHECK(listed.state() == ListedRecord::STATE_EFFECTIVE);
  CHECK(listed.state_date().empty());
}

TEST_CASE_METHOD(Fixture,
                 "Records stand by area, then date; courts come last") {
  Finding older = Found(3);
  RecordOf(older).set_decision_date("2022-01-01");
  Finding first_area = Found(4);
  RecordOf(first_area).set_area(record::v1::AREA_EDUCATION);
  world.findings = {OfCourt(1), Found(2), older, first_area};

  const ReportData data = Issued();

  std::string order;
  for (const ListedRecord& listed : data.records()) {
    order += listed.record_id().back();
  }
  CHECK(order == "4321");
  CHECK(data.records(3).source_name() == "黑龙江省高级人民法院");
  CHECK(data.areas(1).kind() == AreaResult::KIND_RECORDS);
  CHECK(data.areas(1).record_count() == 1);
  CHECK(data.areas(26).record_count() == 2);
  CHECK(data.areas(0).kind() == AreaResult::KIND_NOTHING_FOUND);
  CHECK(data.areas(29).kind() == AreaResult::KIND_NO_DATA);
}

TEST_CASE_METHOD(Fixture, "The state that matters most is the one listed") {
  const auto since = [](const ListedRecord& listed) {
    return std::make_pair(listed.state(), listed.state_date());
  };
  Finding objected = Found(1);
  objected.mutable_record()->mutable_state()->set_objected(true);
  objected.mutable_record()->mutable_state()->set_objected_date("2026-11-04");
  Finding removed = OfCourt(2);
  RecordOf(removed).set_removed_date("2026-10-01");
  Finding standing = OfCourt(3);
  RecordOf(standing).set_removed_date("2030-01-01");
  world.findings = {objected, removed, standing};
  world.repaired = {Repaired(4)};

  const ReportData data = Issued();

  REQUIRE(data.records_size() == 4);
  CHECK(since(data.records(0)) == std::make_pair(ListedRecord::STATE_OBJECTED,
                                                 std::string("2026-11-04")));
  CHECK(since(data.records(1)) == std::make_pair(ListedRecord::STATE_REPAIRED,
                                                 std::string("2025-12-09")));
  CHECK(since(data.records(2)) ==
        std::make_pair(ListedRecord::STATE_REMOVED, std::string("2026-10-01")));
  CHECK(data.records(3).state() == ListedRecord::STATE_EFFECTIVE);
}

TEST_CASE_METHOD(Fixture, "Repaired records alone are listed, too") {
  world.outcome = Verdict::OUTCOME_ELIGIBLE;
  world.repaired = {Repaired(1)};
  const ReportData data = Issued();
  CHECK(data.outcome() == ReportData::OUTCOME_WITH_RECORDS);
  CHECK(data.areas(26).kind() == AreaResult::KIND_RECORDS);
}

TEST_CASE_METHOD(Fixture, "A declared kind bears its declared name") {
  Finding declared = Found(1);
  RecordOf(declared).set_kind(static_cast<record::v1::RecordKind>(100));
  declared.mutable_kind_name()->set_display_name("欠税公告");
  world.findings = {declared};
  CHECK(Issued().records(0).kind_name() == "欠税公告");
}

TEST_CASE_METHOD(Fixture, "A record outside what was asked is not kept quiet") {
  report::v1::IssueReportRequest request = Instance::Request();
  request.add_areas(record::v1::AREA_EDUCATION);
  world.findings = {Found(1)};
  REQUIRE(instance.IssueThis(request)->has_report());
  CHECK(world.last_data.areas(26).kind() == AreaResult::KIND_RECORDS);
  CHECK(world.last_data.areas(27).kind() == AreaResult::KIND_NOT_ASKED);
}

TEST_CASE_METHOD(Fixture, "Findings that do not add up are no basis") {
  world.findings = {Found(1), Found(2)};
  SECTION("another subject's") {
    RecordOf(world.findings[1]).set_credit_code("91230199TE00000292");
  }
  SECTION("more counted than shown") { world.finding_count = 3; }
  SECTION("one of them twice") { world.findings[1] = Found(1); }
  SECTION("one of them repaired") { world.findings[1] = Repaired(2); }
  SECTION("a repaired one that is not") { world.repaired = {Found(3)}; }
  SECTION("none, although there are records") { world.findings.clear(); }
  SECTION("some, although it is clean") {
    world.outcome = Verdict::OUTCOME_ELIGIBLE;
  }

  CHECK(instance.Issue().status().code() == absl::StatusCode::kInternal);

  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture, "Texts too long for a file are refused") {
  Finding found = Found(1);
  RecordOf(found).set_content(std::string(1 << 20, 'a'));
  world.findings = {found};
  const absl::Status status = instance.Issue().status();
  CHECK(base::ReasonOf(status) == Reason::REASON_TOO_MANY_RECORDS);
}

}  // namespace
}  // namespace creditproof::report_rendering
