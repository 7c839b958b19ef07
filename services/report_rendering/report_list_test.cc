// A subject's reports, newest first.
#include "services/report_rendering/report_list.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "services/report_rendering/service_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using report::v1::IssueReportRequest;
using report::v1::ListReportsRequest;
using report::v1::ListReportsResponse;
using Numbers = std::vector<std::string>;

class Fixture : public ServiceFixture {
 public:
  // The number of a report that is issued a day after the last.
  std::string IssueNext(
      record::v1::Scenario scenario = record::v1::SCENARIO_FINANCING_LISTING,
      std::vector<record::v1::Area> areas = {}) {
    instance_.now += absl::Hours(24);
    IssueReportRequest request = Request();
    request.set_request_id(
        absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0", 100 + issued_++));
    request.set_scenario(scenario);
    request.mutable_areas()->Assign(areas.begin(), areas.end());
    return Issue(request)->report().report_number();
  }

  ListReportsRequest Question() const {
    ListReportsRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    *request.mutable_ground() = Ground(kCode);
    return request;
  }

  Numbers All(ListReportsRequest request) {
    Numbers numbers;
    do {
      const auto page = List(request);
      REQUIRE(page.ok());
      for (const auto& report : page->reports()) {
        numbers.push_back(report.report_number());
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return numbers;
  }

 private:
  int issued_ = 0;
};

TEST_CASE_METHOD(Fixture, "Reports are listed, newest first, page by page") {
  Numbers newest_first;
  for (int i = 0; i < 5; ++i) {
    newest_first.insert(newest_first.begin(), IssueNext());
  }
  ListReportsRequest request = Question();
  CHECK(All(request) == newest_first);
  for (const int size : {1, 2, 5, 6}) {
    request.set_page_size(size);
    CHECK(All(request) == newest_first);
  }
  CHECK(Looks().back().outcome() == "LISTED");
}

TEST_CASE_METHOD(Fixture, "A list is by time and scenario") {
  const std::string first = IssueNext();
  const std::string second = IssueNext(record::v1::SCENARIO_OTHER);
  const absl::Time second_time = instance_.now;
  const std::string third = IssueNext();
  ListReportsRequest request = Question();
  request.mutable_start_time()->set_seconds(absl::ToUnixSeconds(second_time));
  CHECK(All(request) == Numbers{third, second});
  *request.mutable_end_time() = request.start_time();
  request.clear_start_time();
  CHECK(All(request) == Numbers{first});
  request.mutable_end_time()->set_nanos(1);
  CHECK(All(request) == Numbers{second, first});
  request = Question();
  request.set_scenario(record::v1::SCENARIO_OTHER);
  CHECK(All(request) == Numbers{second});
}

TEST_CASE_METHOD(Fixture, "A page token is for the same question") {
  IssueNext();
  IssueNext();
  ListReportsRequest request = Question();
  request.set_page_size(1);
  request.set_page_token(List(request)->next_page_token());
  REQUIRE_FALSE(request.page_token().empty());
  request.set_scenario(record::v1::SCENARIO_OTHER);
  CHECK(base::ReasonOf(List(request).status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE_METHOD(Fixture, "A duty lists what it covers") {
  const std::string covered = IssueNext(record::v1::SCENARIO_FINANCING_LISTING,
                                        {record::v1::AREA_TAXATION});
  IssueNext();
  IssueNext(record::v1::SCENARIO_OTHER, {record::v1::AREA_TAXATION});
  ListReportsRequest request = Question();
  *request.mutable_ground() = Duty();
  CHECK(All(request) == Numbers{covered});
  *request.mutable_ground() = Ground("91230199TE00000292");
  CHECK(RuleOf(List(request).status()) == "OTHER_SUBJECT");
}

TEST_CASE_METHOD(Fixture, "What was not released is not listed") {
  world_.die_after_registering = true;
  REQUIRE(!Issue(Request()).ok());
  CHECK(All(Question()).empty());
  world_.die_after_registering = false;
  const auto issued = Issue(Request());
  CHECK(All(Question()) == Numbers{issued->report().report_number()});
}

TEST_CASE("A list outlives a power cut, and is made for older data") {
  Neighbours world;
  Instance instance(world);
  const auto issued = instance.Issue();
  REQUIRE(issued.ok());
  REQUIRE(instance.kv().Sync().ok());
  instance.Crash();
  const ReportName name = *ReportName::Parse(issued->report().name());
  const auto listed = [&] {
    return instance.store()
        .index()
        .List(name.code, "", absl::InfinitePast(), absl::InfiniteFuture(), 10)
        ->size();
  };
  CHECK(listed() == 1);

  // As an older version left it.
  report::v1::Intent intent;
  REQUIRE(intent.ParseFromString(*instance.kv().Get({0}, name.key())));
  intent.clear_released();
  kv::Batch batch(instance.kv());
  batch.Put({0}, name.key(), intent.SerializeAsString());
  REQUIRE(instance.kv()
              .Scan({2}, "released/", "",
                    [&](absl::string_view key, absl::string_view) {
                      batch.Delete({2}, key);
                      return true;
                    })
              .ok());
  REQUIRE(instance.kv().Commit(std::move(batch), kv::Durability::kSynced).ok());
  REQUIRE(listed() == 0);

  REQUIRE(instance.store().MakeIndex().ok());

  CHECK(listed() == 1);
  CHECK(instance.store().Describe(name)->SerializeAsString() ==
        issued->report().SerializeAsString());
}

}  // namespace
}  // namespace creditproof::report_rendering
