#include "services/report_rendering/report_service.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/crypto/digest.h"
#include "services/report_rendering/service_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::Verdict;
using report::v1::IssueReportRequest;

using Fixture = ServiceFixture;

TEST_CASE_METHOD(Fixture, "A preview is the subject's own, and written down") {
  const auto shown = Preview(Ground(kCode));
  REQUIRE(shown.ok());
  CHECK(shown->pdf() == "预览 招标投标");
  CHECK(world_.registry.empty());
  CHECK(base::ReasonOf(Preview(Ground("91230199TE00000292")).status()) ==
        Reason::REASON_GROUND_REFUSED);

  const auto looks = Looks();
  REQUIRE(looks.size() == 2);
  CHECK(looks[0].method() == "PreviewReport");
  CHECK(looks[0].outcome() == "OUTCOME_ELIGIBLE");
  CHECK(looks[0].purpose() == "招标投标");
  CHECK(looks[0].report_number().empty());
  CHECK(looks[1].outcome() == "GROUND_REFUSED");
}

TEST_CASE_METHOD(Fixture, "An issued report can be downloaded, byte for byte") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  CHECK(issued->verdict().outcome() == Verdict::OUTCOME_ELIGIBLE);

  const auto downloaded = Download(issued->report().name(), Ground(kCode));

  REQUIRE(downloaded.ok());
  CHECK(downloaded->pdf() == issued->pdf());
  CHECK(downloaded->report().SerializeAsString() ==
        issued->report().SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "An issued report is read in pieces, and noted") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());

  const auto pieces = ReadFile(issued->report().name(), Ground(kCode));

  REQUIRE(pieces.ok());
  std::string bytes;
  for (const auto& piece : *pieces) {
    CHECK(piece.content_type() == (bytes.empty() ? "application/pdf" : ""));
    CHECK(piece.data().size() <= 64 * 1024);
    bytes += piece.data();
  }
  CHECK(bytes == issued->pdf());

  const auto by_another =
      ReadFile(issued->report().name(), Ground("91230199TE00000292"));
  CHECK(RuleOf(by_another.status()) == "OTHER_SUBJECT");
  const auto looks = Looks();
  REQUIRE(looks.size() == 3);
  CHECK(looks[1].method() == "ReadReportFile");
  CHECK(looks[1].outcome() == "DOWNLOADED");
  CHECK(looks[1].report_number() == issued->report().report_number());
  CHECK(looks[2].outcome() == "GROUND_REFUSED");
}

TEST_CASE_METHOD(Fixture, "The check gets the ground that the caller gave") {
  const IssueReportRequest request = Request();
  REQUIRE(Issue(request).ok());
  CHECK(world_.last_check.ground().SerializeAsString() ==
        request.ground().SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "Every look is written down") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  REQUIRE(Download(issued->report().name(), Ground(kCode)).ok());
  world_.outcome = Verdict::OUTCOME_RECORDS_FOUND;
  IssueReportRequest refused = Request();
  refused.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02");
  REQUIRE(Issue(refused).ok());

  world_.die_at_check = true;
  REQUIRE(!Issue(refused).ok());
  const std::string unknown =
      absl::StrCat("subjects/", kCode, "/reports/00000000000000000");
  REQUIRE(!Download(unknown, Ground(kCode)).ok());

  const auto looks = Looks();

  REQUIRE(looks.size() == 5);
  CHECK(looks[0].outcome() == "ISSUED");
  CHECK(looks[0].purpose() == "招标投标");
  CHECK(looks[0].client() == kClient);
  CHECK(looks[0].ground() == "SUBJECT");
  CHECK(looks[0].subject() == kCode);
  CHECK(looks[0].scenario() == record::v1::SCENARIO_FINANCING_LISTING);
  CHECK(looks[0].report_number() == issued->report().report_number());
  CHECK(looks[1].method() == "DownloadReport");
  CHECK(looks[1].report_number() == issued->report().report_number());
  CHECK(looks[2].outcome() == "OUTCOME_RECORDS_FOUND");
  CHECK(looks[2].report_number().empty());
  CHECK(looks[3].outcome() == "UNAVAILABLE");
  CHECK(looks[3].method() == "IssueReport");
  CHECK(looks[4].outcome() == "NOT_FOUND");
}

TEST_CASE_METHOD(Fixture, "A report that cannot be audited is held back") {
  CutPowerOfTrail();

  const auto held_back = Issue(Request());
  const std::string number = world_.registry.begin()->first;
  OpenTrail();
  const auto again = Issue(Request());

  CHECK(absl::IsUnavailable(held_back.status()));
  REQUIRE(again.ok());
  CHECK(again->report().report_number() == number);
  CHECK(crypto::Sha256(again->pdf()) ==
        world_.registry.begin()->second.pdf_sha256());
  CHECK(world_.checks == 1);
  CHECK(Looks().size() == 1);
}

TEST_CASE_METHOD(Fixture, "A certificate's names may change places") {
  names_ = {"portal.creditproof", "kiosk.creditproof"};
  const auto first = Issue(Request());
  names_ = {"kiosk.creditproof", "portal.creditproof"};
  const auto second = Issue(Request());

  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(first->report().report_number() == second->report().report_number());
  CHECK(first->report().report_number() ==
        claim::ReportNumber::Make(std::string(32, 's'),
                                  *CreditCode::Parse(kCode),
                                  "kiosk.creditproof", kRequestId)
            .text());
}

TEST_CASE_METHOD(Fixture, "Another subject gets no report") {
  IssueReportRequest by_another = Request();
  *by_another.mutable_ground() = Ground("91230199TE00000292");

  CHECK(RuleOf(Issue(by_another).status()) == "OTHER_SUBJECT");
  CHECK(world_.checks == 0);

  const auto looks = Looks();
  REQUIRE(looks.size() == 1);
  CHECK(looks[0].method() == "IssueReport");
  CHECK(looks[0].subject() == kCode);
  CHECK(looks[0].outcome() == "GROUND_REFUSED");
}

TEST_CASE_METHOD(Fixture, "A duty gets a report for its scenario and areas") {
  IssueReportRequest request = Request();
  *request.mutable_ground() = Duty();
  request.add_areas(record::v1::AREA_TAXATION);
  const auto issued = Issue(request);
  REQUIRE(issued.ok());
  const std::string name = issued->report().name();
  CHECK(Download(name, Duty())->pdf() == issued->pdf());

  request.set_request_id(kOtherRequestId);
  request.add_areas(record::v1::AREA_SPORTS);
  CHECK(RuleOf(Issue(request).status()) == "areas");
  request.clear_areas();
  CHECK(RuleOf(Issue(request).status()) == "areas");
  request.add_areas(record::v1::AREA_TAXATION);
  request.set_scenario(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
  CHECK(RuleOf(Issue(request).status()) == "OTHER_SCENARIO");
  names_ = {"another.creditproof"};
  CHECK(RuleOf(Issue(request).status()) == "DUTY_NOT_REGISTERED");
  CHECK(world_.checks == 1);
}

TEST_CASE_METHOD(Fixture, "A duty gets no page that leaves records out") {
  world_.edition = policy::v1::EDITION_WITH_OR_WITHOUT;
  IssueReportRequest request = Request();
  *request.mutable_ground() = Duty();
  request.add_areas(record::v1::AREA_TAXATION);
  SECTION("that count, elsewhere") {
    world_.outcome = eligibility::v1::Verdict::OUTCOME_RECORDS_FOUND;
    world_.finding_count = 1;
  }
  SECTION("that were repaired") { world_.repaired_count = 1; }

  const absl::Status refused = Issue(request).status();

  CHECK(RuleOf(refused) == "OTHER_AREAS");
  CHECK_THAT(std::string(refused.message()),
             Catch::Contains("由经营主体自行出具"));
  *request.mutable_ground() = Ground(kCode);
  CHECK(absl::IsInternal(Issue(request).status()));  // none other sees less
}

TEST_CASE_METHOD(Fixture, "A duty downloads what it covers and no more") {
  const auto of_all_areas = Issue(Request());
  IssueReportRequest other = Request();
  other.set_request_id(kOtherRequestId);
  other.set_scenario(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
  other.add_areas(record::v1::AREA_TAXATION);
  const auto of_another_scenario = Issue(other);
  REQUIRE(of_all_areas.ok());
  REQUIRE(of_another_scenario.ok());

  CHECK(RuleOf(Download(of_all_areas->report().name(), Duty()).status()) ==
        "areas");
  CHECK(
      RuleOf(Download(of_another_scenario->report().name(), Duty()).status()) ==
      "OTHER_SCENARIO");
}

TEST_CASE_METHOD(Fixture, "A report names the earlier one that it replaces") {
  const auto first = Issue(Request());
  REQUIRE(first.ok());
  IssueReportRequest second = Request();
  second.set_request_id(kOtherRequestId);
  second.set_replaces(absl::AsciiStrToLower(first->report().report_number()));

  const auto issued = Issue(second);

  REQUIRE(issued.ok());
  CHECK(issued->report().replaces() == first->report().report_number());
  CHECK(world_.last_data.replaces() == first->report().report_number());
  CHECK(Get(issued->report().name(), Ground(kCode))->replaces() ==
        first->report().report_number());
}

TEST_CASE_METHOD(Fixture, "Only the subject replaces, and only its own") {
  const auto first = Issue(Request());
  REQUIRE(first.ok());
  IssueReportRequest second = Request();
  second.set_request_id(kOtherRequestId);
  second.set_replaces(claim::ReportNumber::Unpack(std::string(10, 'x')).text());
  CHECK(base::ReasonOf(Issue(second).status()) ==
        Reason::REASON_REPORT_NOT_FOUND);
  second.set_replaces("12345");
  CHECK(base::ReasonOf(Issue(second).status()) == Reason::REASON_INVALID_FIELD);

  second.set_replaces(first->report().report_number());
  second.add_areas(record::v1::AREA_TAXATION);
  *second.mutable_ground() = Duty();
  CHECK(base::ReasonOf(Issue(second).status()) == Reason::REASON_INVALID_FIELD);
  CHECK(world_.checks == 1);
}

TEST_CASE_METHOD(Fixture, "Another's report cannot be downloaded") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  const std::string number = issued->report().report_number();

  const auto by_another =
      Download(issued->report().name(), Ground("91230199TE00000292"));
  const auto as_own =
      Download(absl::StrCat("subjects/91230199TE00000292/reports/", number),
               Ground("91230199TE00000292"));

  CHECK(base::ReasonOf(by_another.status()) == Reason::REASON_GROUND_REFUSED);
  CHECK(base::ReasonOf(as_own.status()) == Reason::REASON_REPORT_NOT_FOUND);
}

TEST_CASE_METHOD(Fixture, "A report that is not released is not found") {
  world_.die_after_registering = true;
  REQUIRE(!Issue(Request()).ok());
  const std::string number = world_.registry.begin()->first;

  const auto downloaded = Download(
      absl::StrCat("subjects/", kCode, "/reports/", number), Ground(kCode));

  CHECK(base::ReasonOf(downloaded.status()) == Reason::REASON_REPORT_NOT_FOUND);
}

TEST_CASE_METHOD(Fixture, "A registry that is down loses nothing") {
  world_.die_before_registering = true;
  const absl::Status status = Issue(Request()).status();

  CHECK(absl::IsUnavailable(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_PEER_UNAVAILABLE);
  CHECK(absl::StrContains(status.message(), "nothing was lost"));
  world_.die_before_registering = false;
  CHECK(Issue(Request()).ok());
}

TEST_CASE("An instance refuses the subjects of another") {
  const std::uint32_t elsewhere = (PartitionOf(kCode, 16) + 1) % 16;
  Fixture fixture({elsewhere});

  CHECK(base::ReasonOf(fixture.Issue(fixture.Request()).status()) ==
        Reason::REASON_WRONG_PARTITION);
}

}  // namespace
}  // namespace creditproof::report_rendering
