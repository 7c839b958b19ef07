// What time does to grants and reports.
#include "services/report_rendering/housekeeper.h"

#include <catch2/catch.hpp>
#include <string>

#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using audit::v1::AuditEntry;
using base::Reason;

struct Fixture {
  Neighbours world;
  Instance instance{world};

  // What was written down of what time did by `now`.
  std::vector<AuditEntry> Keep(absl::Time now) {
    const auto trail = *audit::Trail::Open(instance.kv(), kAudit);
    const Household household{instance.store(), instance.grants(), *trail};
    const std::uint64_t before = trail->durable_sequence();
    REQUIRE(NoteEnded(household, now, {}).ok());
    REQUIRE(PruneDue(household, now, {}).ok());
    return *trail->Read(before + 1, 1000);
  }
};

TEST_CASE_METHOD(Fixture, "The end of an unused grant is written down, once") {
  const auto grant = instance.NewGrant().grant();
  const absl::Time end = kNow + absl::Hours(24 * 7);
  CHECK(Keep(end).empty());

  const auto entries = Keep(end + absl::Seconds(1));

  REQUIRE(entries.size() == 1);
  CHECK(entries[0].outcome() == "GRANT_EXPIRED");
  CHECK(entries[0].subject() == kCode);
  CHECK(entries[0].actor() == "exchange");
  CHECK(entries[0].grant_id() == grant.grant_id());
  CHECK(Keep(end + absl::Hours(1)).empty());
}

TEST_CASE_METHOD(Fixture, "A used or revoked grant does not expire") {
  REQUIRE(instance.IssueOn(instance.NewGrant().grant()).ok());
  const auto revoked = instance.NewGrant(kOtherRequestId).grant();
  REQUIRE(
      instance.grants().Revoke(*GrantName::Parse(revoked.name()), kNow).ok());

  CHECK(Keep(kNow + absl::Hours(24 * 8)).empty());
}

TEST_CASE_METHOD(Fixture, "A report is kept for as long as policy said then") {
  world.keep_years = 10;
  const auto issued = instance.Issue();
  world.keep_years = 0;
  const auto for_ever = instance.Issue(kOtherRequestId);
  REQUIRE(issued.ok());
  REQUIRE(for_ever.ok());
  const ReportName name = *ReportName::Parse(issued->report().name());
  const absl::Time end =
      absl::FromUnixSeconds(issued->report().keep_until_time().seconds());
  CHECK(absl::ToCivilYear(end, absl::UTCTimeZone()) -
            absl::ToCivilYear(kNow, absl::UTCTimeZone()) ==
        10);
  CHECK(Keep(end - absl::Seconds(1)).empty());
  CHECK(instance.store().Released(name)->pdf() == issued->pdf());

  const auto entries = Keep(end);

  REQUIRE(entries.size() == 1);
  CHECK(entries[0].method() == "PruneReport");
  CHECK(entries[0].subject() == kCode);
  CHECK(entries[0].report_number() == issued->report().report_number());
  CHECK(base::ReasonOf(instance.store().Released(name).status()) ==
        Reason::REASON_REPORT_PRUNED);
  CHECK(instance.store().Describe(name)->SerializeAsString() ==
        issued->report().SerializeAsString());
  CHECK(Keep(end + absl::Hours(24 * 36500)).empty());
  CHECK(instance.store()
            .Released(*ReportName::Parse(for_ever->report().name()))
            .ok());
}

TEST_CASE_METHOD(Fixture, "What was removed is not issued anew") {
  world.keep_years = 1;
  REQUIRE(instance.Issue().ok());
  REQUIRE(Keep(kNow + absl::Hours(24 * 366)).size() == 1);

  CHECK(base::ReasonOf(instance.Issue().status()) ==
        Reason::REASON_REPORT_PRUNED);
  CHECK(world.checks == 1);
}

TEST_CASE_METHOD(Fixture, "More than one step removes all that is due") {
  world.keep_years = 1;
  for (int i = 0; i < 105; ++i) {
    REQUIRE(
        instance
            .Issue(absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0", 100 + i))
            .ok());
  }
  CHECK(Keep(kNow + absl::Hours(24 * 366)).size() == 105);
}

}  // namespace
}  // namespace creditproof::report_rendering
