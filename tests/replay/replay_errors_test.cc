// What a replay refuses, and how it says so.
#include "tests/replay/replay_fixture.h"

namespace creditproof::tests {
namespace {

namespace made = eligibility_check;

ReplayCheckRequest At(const std::string& code, std::uint64_t position) {
  ReplayCheckRequest request;
  *request.mutable_check() = Ask(code);
  request.set_position(position);
  return request;
}

TEST_CASE("A position that is not in the log yet is not answered from") {
  Fixture f;
  f.log.Append(made::Activated(1));
  f.log.Append(made::Registered(Code(0)));
  CHECK(f.Replay(At(Code(0), 2)).verdict().basis().position() == 2);

  const auto beyond = f.instance.Replay(At(Code(0), 3));
  CHECK(beyond.status().code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(beyond.status()) == Reason::REASON_BEHIND_LOG);
}

TEST_CASE("There is no verdict from before the first policy") {
  Fixture f;
  f.log.Append(made::Registered(Code(0)));
  f.log.Append(made::Activated(1));
  const auto before = f.instance.Replay(At(Code(0), 1));
  CHECK(before.status().code() == absl::StatusCode::kFailedPrecondition);
  CHECK(base::ReasonOf(before.status()) == Reason::REASON_NO_POLICY);

  ReplayCheckRequest before_all;
  *before_all.mutable_check() = Ask(Code(0));
  before_all.mutable_as_of_time()->set_seconds(1);
  CHECK(f.ReasonOf(before_all) == Reason::REASON_NO_POLICY);

  ReplayCheckRequest by_a_later_one = At(Code(0), 1);
  by_a_later_one.set_policy_id("test");
  by_a_later_one.set_policy_version(1);
  CHECK(f.Replay(by_a_later_one).verdict().basis().position() == 1);
}

TEST_CASE("A policy that was never in force is named") {
  Fixture f;
  f.log.Append(made::Activated(1));
  ReplayCheckRequest request = At(Code(0), 1);
  request.set_policy_id("test");
  request.set_policy_version(2);
  const auto unknown = f.instance.Replay(request);
  CHECK(unknown.status().code() == absl::StatusCode::kNotFound);
  CHECK(base::ReasonOf(unknown.status()) == Reason::REASON_POLICY_NOT_FOUND);
}

TEST_CASE("Nobody had named the subject by then: not applicable, as it was") {
  Fixture f;
  f.log.Append(made::Activated(1));
  f.log.Append(made::Registered(Code(0)));
  const ReplayCheckResponse replayed = f.Replay(At(Code(0), 1));
  CHECK(replayed.verdict().outcome() == Verdict::OUTCOME_NOT_APPLICABLE);
  REQUIRE(replayed.verdict().causes_size() == 1);
  CHECK(replayed.verdict().causes(0).kind() ==
        eligibility::v1::Cause::KIND_NOT_REGISTERED);
  CHECK(replayed.record_count() == 0);
}

TEST_CASE("Without a record-store there is no past") {
  TestLog log;
  log.Append(made::Activated(1));
  testing::TempDirectory folder;
  Instance alone(log, folder.path());
  const auto response = alone.Replay(At(Code(0), 1));
  CHECK(response.status().code() == absl::StatusCode::kFailedPrecondition);
  CHECK(base::ReasonOf(response.status()) == Reason::REASON_NO_HISTORY);
}

TEST_CASE("A moment that does not make sense is refused by its name") {
  Fixture f;
  f.log.Append(made::Activated(1));
  const auto refuses = [&](const ReplayCheckRequest& request,
                           const std::string& field) {
    const absl::Status status = f.instance.Replay(request).status();
    INFO(status);
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
    CHECK(std::string(status.message()).rfind(field, 0) == 0);
  };
  refuses(At(Code(0), 0), "position");
  ReplayCheckRequest request = At(Code(0), 1);
  request.set_policy_id("test");
  refuses(request, "policy_version");
  request = At(Code(0), 1);
  request.mutable_decision_time()->set_seconds(9'999'999'999);
  refuses(request, "decision_time");
  request = At(Code(0), 1);
  request.mutable_as_of_time()->set_seconds(9'999'999'999);
  refuses(request, "as_of_time");
  request = At(Code(0), 1);
  request.mutable_check()->clear_ground();
  refuses(request, "check.ground");
  request = At(Code(0), 1);
  request.set_rulings_page_token("bm9uZQ");
  refuses(request, "page_token");
}

TEST_CASE("A replay is a look: judged, and written down") {
  Fixture f;
  f.log.Append(made::Activated(1));
  ReplayCheckRequest request = At(Code(0), 1);
  request.mutable_check()->set_purpose("复核");
  f.Replay(request);
  request.mutable_check()->mutable_ground()->mutable_duty()->set_agency("x");
  CHECK(f.ReasonOf(request) == Reason::REASON_GROUND_REFUSED);
  *request.mutable_check() = Ask(Code(0), "market");  // asks for all areas
  CHECK(f.ReasonOf(request) == Reason::REASON_GROUND_REFUSED);

  f.Replay(At(Code(0), 1));  // what was written before is on disk after it

  const auto entries = f.instance.trail().Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 4);
  for (const int refused : {1, 2}) {
    CHECK((*entries)[refused].method() == "ReplayCheck");
    CHECK((*entries)[refused].outcome() == "GROUND_REFUSED");
    CHECK((*entries)[refused].position() == 0);
    CHECK((*entries)[refused].policy_id().empty());
  }
  const audit::v1::AuditEntry& entry = entries->front();
  CHECK(entry.method() == "ReplayCheck");
  CHECK(entry.subject() == Code(0));
  CHECK(entry.purpose() == "复核");
  CHECK(entry.outcome() == "NOT_APPLICABLE");
  CHECK(entry.position() == 1);
  CHECK(entry.policy_id() == "test");
  CHECK(entry.policy_version() == 1);
}

}  // namespace
}  // namespace creditproof::tests
