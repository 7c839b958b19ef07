#include "services/verification/reconsider.h"

#include <catch2/catch.hpp>
#include <functional>

#include "libs/policy/policy_fixture.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;
using record::v1::Record;
using report::v1::AreaResult;
using report::v1::ReportData;

constexpr char kCode[] = "91230103TE00000103";
constexpr char kRecordId[] = "00112233445566778899aabbccddeeff";
constexpr char kName[] = "哈尔滨诚信科技有限公司";
constexpr std::uint64_t kIssued = 10;  // position
constexpr absl::CivilDay kToday(2026, 12, 1);

Change Registration() {
  Change change;
  record::v1::Registration& registration = *change.mutable_registration();
  registration.set_name(kName);
  registration.set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
  registration.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  registration.set_region_code("230103");
  registration.set_legal_representative("王某");
  return change;
}

Change Penalty(const std::string& decided) {
  Change change;
  Record& record = *change.mutable_record_put();
  record.set_record_id(kRecordId);
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  record.set_area(record::v1::AREA_MARKET_REGULATION);
  record.set_decision_date(decided);
  return change;
}

// A subject, its report of 2026-11-18 at kIssued, and what comes later.
struct Case {
  Case() {
    data.set_policy_id("sample");
    data.set_policy_version(3);
    data.set_outcome(ReportData::OUTCOME_CLEAN);
    data.mutable_subject()->set_name(kName);
    data.mutable_subject()->set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
    data.set_period_start_date("2024-01-01");
    data.set_period_end_date("2026-11-18");
    data.mutable_issue_time()->set_seconds(1'795'000'000);
    data.set_position(kIssued);
    for (const record::v1::Area area : record::AllAreas()) {
      AreaResult& result = *data.add_areas();
      result.set_area(area);
      result.set_kind(area == record::v1::AREA_TAXATION
                          ? AreaResult::KIND_NOT_ASKED
                          : AreaResult::KIND_NOTHING_FOUND);
    }
    rules.policies[{"sample", 3}] = policy::SamplePolicy();
    Take(Registration());
  }

  policy::v1::Policy& policy() { return rules.policies[{"sample", 3}]; }

  void Take(Change change) {
    change.set_credit_code(kCode);
    TakeChange(change, ++position, dossier);
  }
  void TakeLater(const Change& change) {
    position = std::max(position, kIssued);
    Take(change);
  }
  bool Differs() const { return WouldDiffer(data, dossier, rules, kToday); }

  ReportData data;
  record::v1::SubjectDossier dossier;
  Rules rules;
  std::uint64_t position = 0;
};

// One that lists a penalty of 2025.
struct ListingCase : Case {
  ListingCase() {
    data.set_outcome(ReportData::OUTCOME_WITH_RECORDS);
    data.add_records()->set_record_id(kRecordId);
    policy().set_edition(policy::v1::EDITION_WITH_OR_WITHOUT);
    Take(Penalty("2025-05-05"));
  }
};

TEST_CASE("Nothing that matters changed") {
  Case c;
  CHECK_FALSE(c.Differs());
  Change moved = Registration();
  moved.mutable_registration()->set_address("新址");
  moved.mutable_registration()->set_legal_representative("李某");
  c.TakeLater(moved);
  CHECK_FALSE(c.Differs());
}

TEST_CASE("Another name or status is another content") {
  Case c;
  Change changed = Registration();
  SECTION("name") { changed.mutable_registration()->set_name("另一家公司"); }
  SECTION("status") {
    changed.mutable_registration()->set_status(
        record::v1::REGISTRATION_STATUS_REVOKED);
    c.policy().add_registration_statuses(
        record::v1::REGISTRATION_STATUS_REVOKED);
  }
  c.TakeLater(changed);
  CHECK(c.Differs());
  c.TakeLater(Registration());
  CHECK_FALSE(c.Differs());
}

TEST_CASE("A penalty counts by the policy and for the request") {
  Case c;
  SECTION("in the period") {
    c.TakeLater(Penalty("2025-05-05"));
    CHECK(c.Differs());
  }
  SECTION("before the period") {
    c.TakeLater(Penalty("2023-12-31"));
    CHECK_FALSE(c.Differs());
  }
  SECTION("after the issue, where the period went up to it") {
    c.TakeLater(Penalty("2026-11-20"));
    CHECK(c.Differs());
  }
  SECTION("after the issue, where the period had ended before") {
    c.data.set_period_end_date("2026-11-17");
    c.TakeLater(Penalty("2026-11-20"));
    CHECK_FALSE(c.Differs());
  }
  SECTION("in an area that was not asked for") {
    Change change = Penalty("2025-05-05");
    change.mutable_record_put()->set_area(record::v1::AREA_TAXATION);
    c.TakeLater(change);
    CHECK(c.Differs());
    c.policy().set_area_scope(policy::v1::AREA_SCOPE_SELECTED);
    CHECK_FALSE(c.Differs());
  }
  SECTION("of a declared kind that does not count") {
    Change change = Penalty("2025-05-05");
    change.mutable_record_put()->set_kind(
        static_cast<record::v1::RecordKind>(107));
    c.TakeLater(change);
    CHECK(c.Differs());
    c.rules.kinds[107] = false;
    CHECK_FALSE(c.Differs());
  }
}

TEST_CASE("What came and went leaves nothing") {
  Case c;
  c.TakeLater(Penalty("2025-05-05"));
  REQUIRE(c.Differs());
  Change gone;
  SECTION("withdrawn") {
    gone.mutable_record_withdrawn()->set_record_id(kRecordId);
  }
  SECTION("repaired") {
    gone.mutable_record_repaired()->set_record_id(kRecordId);
  }
  c.TakeLater(gone);
  CHECK_FALSE(c.Differs());
}

TEST_CASE("What would leave the verdict open is a difference") {
  Case c;
  Change hold;
  hold.mutable_hold_placed()->set_hold_id("h");
  c.TakeLater(hold);
  CHECK(c.Differs());
}

TEST_CASE("A mismatch is one where the policy minds") {
  Case c;
  Change mismatch;
  mismatch.mutable_mismatch_opened()->set_mismatch_id("m");
  c.TakeLater(mismatch);
  CHECK_FALSE(c.Differs());
  c.policy().set_open_mismatch(policy::v1::OPEN_MISMATCH_UNDETERMINED);
  CHECK(c.Differs());
}

TEST_CASE("A policy that is not known proves nothing") {
  Case c;
  c.data.set_policy_version(4);
  CHECK(c.Differs());
}

TEST_CASE("A policy that is over does not change its reports") {
  Case c;
  Change activated;
  policy::v1::Policy& policy =
      *activated.mutable_policy_activated()->mutable_policy();
  policy = policy::SamplePolicy();
  policy.set_end_date("2026-11-30");
  policy.set_on_expiry(policy::v1::ON_EXPIRY_STOP);
  TakeRule(activated, c.rules);
  CHECK_FALSE(c.Differs());
}

TEST_CASE("A report that lists records is held to each of them") {
  ListingCase c;
  CHECK_FALSE(c.Differs());
  SECTION("another one") {
    Change another = Penalty("2025-06-06");
    another.mutable_record_put()->set_record_id(std::string(32, 'a'));
    c.TakeLater(another);
    CHECK(c.Differs());
  }
  SECTION("one that is not listed and does not count") {
    Change another = Penalty("2023-06-06");
    another.mutable_record_put()->set_record_id(std::string(32, 'a'));
    c.TakeLater(another);
    CHECK_FALSE(c.Differs());
  }
  SECTION("a revision") {
    c.TakeLater(Penalty("2025-05-05"));
    CHECK(c.Differs());
  }
  SECTION("a repair") {
    Change repaired;
    repaired.mutable_record_repaired()->set_record_id(kRecordId);
    c.TakeLater(repaired);
    CHECK(c.Differs());
  }
}

}  // namespace
}  // namespace creditproof::verification
