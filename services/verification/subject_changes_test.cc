#include "services/verification/subject_changes.h"

#include <catch2/catch.hpp>
#include <functional>

#include "services/verification/registry_fixture.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;

const CreditCode kSubject = *CreditCode::Parse(kCode);

class Fixture : public RegistryFixture {
 public:
  LastChanges Last() {
    StartFollowing();
    CatchUp();
    return *changes_->Of(kSubject);
  }
};

TEST_CASE_METHOD(Fixture, "What counts against a report is remembered") {
  using Make = std::function<void(Change&)>;
  const auto [make, stops, counts,
              lightens] = GENERATE(table<Make, bool, bool, bool>({
      {[](Change& c) { c.mutable_record_put(); }, true, true, false},
      {[](Change& c) { c.mutable_record_reinstated(); }, true, true, false},
      {[](Change& c) { c.mutable_record_objected(); }, true, true, false},
      {[](Change& c) { c.mutable_hold_placed(); }, true, true, false},
      {[](Change& c) { c.mutable_subject_barred(); }, true, false, false},
      {[](Change& c) { c.mutable_registration(); }, true, false, false},
      {[](Change& c) { c.mutable_record_withdrawn(); }, false, false, true},
      {[](Change& c) { c.mutable_record_repaired(); }, false, false, true},
      {[](Change& c) { c.mutable_record_lapsed(); }, false, false, true},
      {[](Change& c) { c.mutable_hold_lifted(); }, false, false, false},
      {[](Change& c) { c.mutable_subject_unbarred(); }, false, false, false},
  }));
  Change change;
  make(change);
  const std::uint64_t position = Append(change);

  const LastChanges last = Last();

  CHECK(last.stopping == (stops ? position : 0));
  CHECK(last.counting == (counts ? position : 0));
  CHECK(last.lightening == (lightens ? position : 0));
}

TEST_CASE("Last changes of before there were lists of records are read") {
  LastChanges last{5, 3, 7, Registered{}, {}};
  last.registered->name_sha256 = std::string(32, 'n');
  const std::string now = EncodeLastChanges(last);
  std::string before = now;
  before.erase(16, 8);

  CHECK(DecodeLastChanges(now)->lightening == 7);
  CHECK(DecodeLastChanges(before)->stopping == 5);
  CHECK(DecodeLastChanges(before)->lightening == 0);
  CHECK(DecodeLastChanges(before)->registered->name_sha256 ==
        last.registered->name_sha256);
  CHECK(DecodeLastChanges(before.substr(0, 16))->counting == 3);
  CHECK_FALSE(DecodeLastChanges(now.substr(0, 20)).ok());
}

TEST_CASE_METHOD(Fixture,
                 "A bar counts to its last day, or until it is lifted") {
  constexpr absl::CivilDay kLastDay(2027, 1, 31);
  const bool ends = GENERATE(true, false);
  Change barred;
  barred.mutable_subject_barred()->set_reason("伪造报告");
  if (ends) barred.mutable_subject_barred()->set_until_date("2027-01-31");
  if (GENERATE(true, false)) AppendRegistration();
  const std::uint64_t position = Append(barred);
  const LastChanges last = Last();
  const auto counting = [&](absl::CivilDay today) {
    return LastCounting(last, Data(1), today);
  };

  CHECK(counting(kLastDay) == position);
  CHECK(counting(kLastDay + 1) == (ends ? 0 : position));

  Change unbarred;
  unbarred.mutable_subject_unbarred();
  Append(unbarred);
  CatchUp();
  CHECK(LastCounting(*changes_->Of(kSubject), Data(1), kLastDay) == 0);
  CHECK(changes_->Of(kSubject)->stopping == position);
}

TEST_CASE_METHOD(Fixture, "A registration counts when it ends or renames") {
  using record::v1::RegistrationStatus;
  constexpr auto kActive = record::v1::REGISTRATION_STATUS_ACTIVE;
  constexpr auto kRevoked = record::v1::REGISTRATION_STATUS_REVOKED;
  struct Case {
    RegistrationStatus before;
    std::string name;
    RegistrationStatus status;
    bool counts;
  };
  const Case c = GENERATE(
      Case{kActive, "甲", kActive, false}, Case{kActive, "乙", kActive, true},
      Case{kActive, "甲", kRevoked, true},
      Case{kActive, "甲", record::v1::REGISTRATION_STATUS_DEREGISTERED, true},
      Case{kActive, "甲", record::v1::REGISTRATION_STATUS_MOVED_OUT, true},
      Case{kActive, "甲", record::v1::REGISTRATION_STATUS_UNSPECIFIED, true},
      Case{kRevoked, "甲", kRevoked, false},
      Case{kRevoked, "甲", kActive, false});
  AppendRegistration("甲", c.before, "旧址");
  Last();
  const std::uint64_t position = AppendRegistration(c.name, c.status, "新址");
  CatchUp();

  const LastChanges last = *changes_->Of(kSubject);

  CHECK(last.stopping == position);
  CHECK(last.counting == (c.counts ? position : 0));
}

TEST_CASE_METHOD(Fixture, "A policy counts for everybody") {
  Change policy;
  policy.mutable_policy_activated();
  const std::uint64_t position = AppendForAll(policy);
  AppendRecord();
  Last();

  CHECK(*changes_->LastRules(partition_) == position);
  CHECK(*changes_->LastRules(partition_ + 1) == 0);
}

TEST_CASE_METHOD(Fixture, "A declared kind counts for everybody") {
  Change kind;
  kind.mutable_kind_declared()->mutable_kind()->set_number(100);
  const std::uint64_t position = AppendForAll(kind);
  Last();

  CHECK(*changes_->LastRules(partition_) == position);
}

TEST_CASE_METHOD(Fixture, "The last change of each sort is kept") {
  const std::uint64_t record = AppendRecord();
  const std::uint64_t registration = AppendRegistration();

  const LastChanges last = Last();

  CHECK(last.counting == record);
  CHECK(last.stopping == registration);
}

TEST_CASE_METHOD(Fixture, "A revocation is of its report, and of no subject") {
  AppendRevocation("5HGT2QZJDSAYQ5W6X", "有误");

  const LastChanges last = Last();

  CHECK(last.stopping == 0);
  CHECK(last.counting == 0);
  REQUIRE(changes_->RevocationOf("5HGT2QZJDSAYQ5W6X")->has_value());
  CHECK((*changes_->RevocationOf("5HGT2QZJDSAYQ5W6X"))->reason == "有误");
  CHECK((*changes_->RevocationOf("5HGT2QZJDSAYQ5W6X"))->time == kNow);
  CHECK_FALSE(changes_->RevocationOf("5HGT2QZJDSAYQ5W6Y")->has_value());
}

TEST_CASE_METHOD(Fixture, "A start goes on where the last one stopped") {
  const std::uint64_t record = AppendRecord();
  Last();

  const auto again =
      SubjectChanges::Open(*kv_, kv::Family{2}, kv::Family{3}, {partition_});

  REQUIRE(again.ok());
  CHECK((*again)->Start(partition_)->position == record);
  CHECK((*again)->progress().Applied(partition_).position == record);
  CHECK((*again)->Of(kSubject)->counting == record);
  CHECK((*again)->progress().Applied(partition_).data_time == kNow);
}

}  // namespace
}  // namespace creditproof::verification
