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
  const auto [make, stops, lightens] = GENERATE(table<Make, bool, bool>({
      {[](Change& c) { c.mutable_record_put(); }, true, false},
      {[](Change& c) { c.mutable_record_reinstated(); }, true, false},
      {[](Change& c) { c.mutable_record_objected(); }, true, false},
      {[](Change& c) { c.mutable_hold_placed(); }, true, false},
      {[](Change& c) { c.mutable_mismatch_opened(); }, true, false},
      {[](Change& c) { c.mutable_subject_barred(); }, true, false},
      {[](Change& c) { c.mutable_registration(); }, true, false},
      {[](Change& c) { c.mutable_record_withdrawn(); }, false, true},
      {[](Change& c) { c.mutable_record_repaired(); }, false, true},
      {[](Change& c) { c.mutable_record_lapsed(); }, false, true},
      {[](Change& c) { c.mutable_hold_lifted(); }, false, false},
      {[](Change& c) { c.mutable_subject_unbarred(); }, false, false},
  }));
  Change change;
  make(change);
  const std::uint64_t position = Append(change);

  const LastChanges last = Last();

  CHECK(last.stopping == (stops ? position : 0));
  CHECK(last.lightening == (lightens ? position : 0));
}

TEST_CASE_METHOD(Fixture,
                 "A bar counts to its last day, or until it is lifted") {
  constexpr absl::CivilDay kLastDay(2027, 1, 31);
  const bool ends = GENERATE(true, false);
  Change barred;
  barred.mutable_subject_barred()->set_reason("伪造报告");
  if (ends) barred.mutable_subject_barred()->set_until_date("2027-01-31");
  const std::uint64_t position = Append(barred);
  const LastChanges last = Last();

  CHECK(IsBarred(last, kLastDay));
  CHECK(IsBarred(last, kLastDay + 1) == !ends);

  Change unbarred;
  unbarred.mutable_subject_unbarred();
  Append(unbarred);
  CatchUp();
  CHECK_FALSE(IsBarred(*changes_->Of(kSubject), kLastDay));
  CHECK(changes_->Of(kSubject)->stopping == position);
}

TEST_CASE_METHOD(Fixture, "Last changes that end early are refused") {
  const std::string bytes = EncodeLastChanges({5, 7, Bar{}});
  CHECK(DecodeLastChanges(bytes)->lightening == 7);
  CHECK_FALSE(DecodeLastChanges(bytes.substr(0, bytes.size() - 1)).ok());
}

TEST_CASE_METHOD(Fixture, "What is kept of a subject has none of its texts") {
  Change change;
  record::v1::Record& record = *change.mutable_record_put();
  record.set_record_id(kRecordId);
  record.set_decision_date("2024-03-12");
  record.set_content("罚款");
  record.add_columns()->set_text("罚款");
  AppendRegistration();
  const std::uint64_t position = Append(change);
  Last();

  const auto dossier = changes_->DossierOf(kCode);

  REQUIRE(dossier.ok());
  CHECK(dossier->registration().name() == "哈尔滨诚信科技有限公司");
  CHECK(dossier->registration().address().empty());
  REQUIRE(dossier->records_size() == 1);
  CHECK(dossier->records(0).position() == position);
  CHECK(dossier->records(0).record().decision_date() == "2024-03-12");
  CHECK(dossier->records(0).record().content().empty());
  CHECK(dossier->records(0).record().columns().empty());
}

TEST_CASE_METHOD(Fixture, "Rules are known again after a start") {
  AppendPolicy();
  Change kind;
  kind.mutable_kind_declared()->mutable_kind()->set_number(107);
  AppendForAll(kind);
  Last();

  const auto again = SubjectChanges::Open(*kv_, kFollowed, {partition_});

  REQUIRE(again.ok());
  for (const auto& rules : {changes_->rules(), (*again)->rules()}) {
    CHECK(rules->policies.contains({"test-2024", 1}));
    CHECK(rules->uncounted_kinds() ==
          std::vector{static_cast<record::v1::RecordKind>(107)});
  }
}

TEST_CASE_METHOD(Fixture, "What lies in another layout is read anew") {
  AppendRegistration();
  Last();
  StopFollowing();
  kv::Batch older(*kv_);
  older.Put(kFollowed.subjects, "of an older layout", "");
  older.Delete(kFollowed.positions, "layout");
  REQUIRE(kv_->Commit(std::move(older), kv::Durability::kSynced).ok());

  const auto again = SubjectChanges::Open(*kv_, kFollowed, {partition_});

  REQUIRE(again.ok());
  CHECK((*again)->Start(partition_)->position == 0);
  CHECK((*again)->Of(kSubject)->stopping == 0);
  CHECK((*again)->AllStruckOff(absl::CivilDay(2026, 1, 1)).ok());
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
  const std::uint64_t repair = AppendRepair();
  const std::uint64_t registration = AppendRegistration();

  const LastChanges last = Last();

  CHECK(last.lightening == repair);
  CHECK(last.stopping == registration);
}

TEST_CASE_METHOD(Fixture, "A revocation is of its report, and of no subject") {
  AppendRevocation("5HGT2QZJDSAYQ5W6X", "有误");

  const LastChanges last = Last();

  CHECK(last.stopping == 0);
  REQUIRE(changes_->RevocationOf("5HGT2QZJDSAYQ5W6X")->has_value());
  CHECK((*changes_->RevocationOf("5HGT2QZJDSAYQ5W6X"))->reason == "有误");
  CHECK((*changes_->RevocationOf("5HGT2QZJDSAYQ5W6X"))->time == kNow);
  CHECK_FALSE(changes_->RevocationOf("5HGT2QZJDSAYQ5W6Y")->has_value());
}

TEST_CASE_METHOD(Fixture, "A start goes on where the last one stopped") {
  const std::uint64_t record = AppendRecord();
  Last();

  const auto again = SubjectChanges::Open(*kv_, kFollowed, {partition_});

  REQUIRE(again.ok());
  CHECK((*again)->Start(partition_)->position == record);
  CHECK((*again)->progress().Applied(partition_).position == record);
  CHECK((*again)->Of(kSubject)->stopping == record);
  CHECK((*again)->progress().Applied(partition_).data_time == kNow);
}

}  // namespace
}  // namespace creditproof::verification
