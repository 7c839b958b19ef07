#include "libs/record/dossier.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace creditproof::record {
namespace {

using changelog::v1::Change;
using v1::RecordState;

constexpr const char* kCode = "91230103TE00000103";

Change About() {
  Change change;
  change.set_credit_code(kCode);
  return change;
}

Change Put(const std::string& id, const std::string& date,
           const std::string& content = "罚款") {
  Change change = About();
  change.mutable_record_put()->set_record_id(id);
  change.mutable_record_put()->set_decision_date(date);
  change.mutable_record_put()->set_content(content);
  return change;
}

Change Withdraw(const std::string& id) {
  Change change = About();
  change.mutable_record_withdrawn()->set_record_id(id);
  change.mutable_record_withdrawn()->set_date("2025-02-03");
  change.mutable_record_withdrawn()->set_reason("复议撤销");
  return change;
}

Change Repair(const std::string& id) {
  Change change = About();
  change.mutable_record_repaired()->set_record_id(id);
  change.mutable_record_repaired()->set_date("2025-03-04");
  return change;
}

Change Reinstate(const std::string& id) {
  Change change = About();
  change.mutable_record_reinstated()->set_record_id(id);
  return change;
}

Change Object(const std::string& id, bool open) {
  Change change = About();
  change.mutable_record_objected()->set_record_id(id);
  change.mutable_record_objected()->set_open(open);
  return change;
}

Change Hold(const std::string& id) {
  Change change = About();
  change.mutable_hold_placed()->set_hold_id(id);
  change.mutable_hold_placed()->set_source_id("penalties");
  change.mutable_hold_placed()->set_reason("待核实");
  return change;
}

Change Lift(const std::string& id) {
  Change change = About();
  change.mutable_hold_lifted()->set_hold_id(id);
  return change;
}

v1::SubjectDossier Fold(const std::vector<Change>& changes) {
  v1::SubjectDossier dossier;
  std::uint64_t position = 0;
  for (const Change& change : changes) {
    ApplyChange(change, ++position, dossier);
  }
  return dossier;
}

TEST_CASE("A registration replaces the one before") {
  Change first = About();
  first.mutable_registration()->set_name("旧");
  Change second = About();
  second.mutable_registration()->set_name("新");

  const v1::SubjectDossier dossier = Fold({first, second});
  CHECK(dossier.name() == std::string("subjects/") + kCode);
  CHECK(dossier.registration().name() == "新");
  CHECK(dossier.position() == 2);
}

TEST_CASE("Records stand in order of date, then id") {
  const v1::SubjectDossier dossier =
      Fold({Put("b", "2023-01-01"), Put("c", "2022-01-01"),
            Put("a", "2023-01-01"), Put("c", "2024-01-01")});
  REQUIRE(dossier.records_size() == 3);
  CHECK(dossier.records(0).record().record_id() == "a");
  CHECK(dossier.records(1).record().record_id() == "b");
  CHECK(dossier.records(2).record().record_id() == "c");
  CHECK(dossier.records(2).position() == 4);
}

TEST_CASE("A revision says something new and keeps what became of the record") {
  v1::SubjectDossier dossier =
      Fold({Put("a", "2023-01-01"), Object("a", true), Repair("a"),
            Put("a", "2023-01-01", "更正")});
  REQUIRE(dossier.records_size() == 1);
  CHECK(dossier.records(0).record().content() == "更正");
  CHECK(dossier.records(0).state().kind() == RecordState::KIND_REPAIRED);
  CHECK(dossier.records(0).state().since_date() == "2025-03-04");
  CHECK(dossier.records(0).state().objected());

  dossier = Fold(
      {Put("a", "2023-01-01"), Withdraw("a"), Put("a", "2023-01-01", "更正")});
  CHECK(dossier.records(0).state().kind() == RecordState::KIND_WITHDRAWN);
  CHECK(dossier.records(0).state().reason() == "复议撤销");
}

TEST_CASE("A record that a snapshot lacks lapses until it is listed again") {
  Change lapse = About();
  lapse.mutable_record_lapsed()->set_record_id("a");
  lapse.mutable_record_lapsed()->set_as_of_date("2026-06-30");

  RecordState state = Fold({Put("a", "2023-01-01"), lapse}).records(0).state();
  CHECK(state.kind() == RecordState::KIND_LAPSED);
  CHECK(state.since_date() == "2026-06-30");
  state = Fold({Put("a", "2023-01-01"), lapse, Put("a", "2023-01-01")})
              .records(0)
              .state();
  CHECK(state.kind() == RecordState::KIND_EFFECTIVE);
  CHECK(state.since_date().empty());
  state = Fold({Put("a", "2023-01-01"), Repair("a"), lapse}).records(0).state();
  CHECK(state.kind() == RecordState::KIND_REPAIRED);
}

TEST_CASE("A reinstated record stands as if it had never been ended") {
  const Change end = GENERATE(Withdraw("a"), Repair("a"));
  const RecordState state =
      Fold({Put("a", "2023-01-01"), Object("a", true), end, Reinstate("a")})
          .records(0)
          .state();
  CHECK(state.kind() == RecordState::KIND_EFFECTIVE);
  CHECK(state.since_date().empty());
  CHECK(state.reason().empty());
  CHECK(state.objected());
}

TEST_CASE("An open objection says since when it is, an answered one does not") {
  Change filed = Object("a", true);
  filed.mutable_record_objected()->set_date("2026-11-04");
  const Change put = Put("a", "2023-01-01");
  CHECK(Fold({put, filed, put}).records(0).state().objected_date() ==
        "2026-11-04");
  CHECK(Fold({put, filed, Object("a", false)})
            .records(0)
            .state()
            .objected_date()
            .empty());
}

TEST_CASE(
    "A withdrawn record stays withdrawn, a repaired one can be withdrawn") {
  CHECK(Fold({Put("a", "2023-01-01"), Withdraw("a"), Repair("a")})
            .records(0)
            .state()
            .kind() == RecordState::KIND_WITHDRAWN);
  CHECK(Fold({Put("a", "2023-01-01"), Repair("a"), Withdraw("a")})
            .records(0)
            .state()
            .kind() == RecordState::KIND_WITHDRAWN);
}

TEST_CASE("An objection is closed as it was opened") {
  const v1::SubjectDossier dossier =
      Fold({Put("a", "2023-01-01"), Object("a", true), Object("a", false)});
  CHECK_FALSE(dossier.records(0).state().objected());
  CHECK(dossier.records(0).state().kind() == RecordState::KIND_EFFECTIVE);
}

TEST_CASE("A hold placed twice is lifted at once") {
  v1::SubjectDossier dossier = Fold({Hold("h1"), Hold("h2"), Hold("h1")});
  REQUIRE(dossier.holds_size() == 2);
  CHECK(dossier.holds(0).position() == 1);

  ApplyChange(Lift("h1"), 4, dossier);
  REQUIRE(dossier.holds_size() == 1);
  CHECK(dossier.holds(0).hold_id() == "h2");
}

TEST_CASE("A bar stands until it is lifted") {
  Change barred = About();
  barred.mutable_subject_barred()->set_reason("伪造报告");
  Change unbarred = About();
  unbarred.mutable_subject_unbarred()->set_reason("期满");
  CHECK(Fold({barred}).bar_reason() == "伪造报告");
  CHECK(Fold({barred, unbarred}).bar_reason().empty());

  Change ends = barred;
  ends.mutable_subject_barred()->set_until_date("2027-01-31");
  CHECK(Fold({ends}).bar_until_date() == "2027-01-31");
  CHECK(Fold({ends, barred}).bar_until_date().empty());
  CHECK(Fold({ends, unbarred}).bar_until_date().empty());
}

TEST_CASE("A mismatch is listed until it is closed") {
  Change opened = About();
  opened.mutable_mismatch_opened()->set_mismatch_id("m");
  opened.mutable_mismatch_opened()->set_source_id("penalties");
  Change closed = About();
  closed.mutable_mismatch_closed()->set_mismatch_id("m");

  const v1::SubjectDossier open = Fold({opened, opened});
  REQUIRE(open.mismatches_size() == 1);
  CHECK(open.mismatches(0).source_id() == "penalties");
  CHECK(Fold({opened, closed}).mismatches().empty());
  CHECK(Fold({closed}).mismatches().empty());
}

TEST_CASE("What concerns everybody changes no subject") {
  Change source;
  source.mutable_source_state()->set_source_id("penalties");
  v1::SubjectDossier dossier = Fold({Put("a", "2023-01-01")});
  const std::string before = dossier.SerializeAsString();
  ApplyChange(source, 9, dossier);
  CHECK(dossier.SerializeAsString() == before);
}

TEST_CASE("Applying the last change again changes nothing") {
  std::mt19937 random(7);
  const auto pick = [&random](int n) { return static_cast<int>(random()) % n; };
  for (int round = 0; round < 200; ++round) {
    v1::SubjectDossier dossier;
    for (std::uint64_t position = 1; position <= 30; ++position) {
      const std::string id(1, static_cast<char>('a' + std::abs(pick(4))));
      const std::string day =
          "2024-01-0" + std::to_string(1 + std::abs(pick(8)));
      const Change choices[] = {
          Put(id, day),          Put(id, day, day), Withdraw(id), Repair(id),
          Object(id, round % 2), Hold(id),          Lift(id)};
      const Change& change = choices[std::abs(pick(7))];
      ApplyChange(change, position, dossier);
      const std::string once = dossier.SerializeAsString();
      ApplyChange(change, position, dossier);
      REQUIRE(dossier.SerializeAsString() == once);
    }
  }
}

}  // namespace
}  // namespace creditproof::record
