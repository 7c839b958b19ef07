#include "libs/keys/key_history.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace creditproof::keys {
namespace {

constexpr auto kReport = v1::Key::PURPOSE_REPORT;
constexpr auto kClaim = v1::Key::PURPOSE_CLAIM;
constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);
const std::string kFirst(32, '\x11');
const std::string kOther(32, '\x22');

// A moment of a key's life, in hours.
absl::Time At(int hour) { return kNow + absl::Hours(hour); }

struct Fixture {
  Fixture() { REQUIRE(history.Create(kFirst, kReport, At(0)).ok()); }

  State state() const { return history.Find(kFirst)->state(); }

  KeyHistory history;
};

TEST_CASE_METHOD(Fixture, "States move forward, one by one") {
  CHECK(state() == State::kCreated);
  CHECK(absl::IsFailedPrecondition(history.Retire(kFirst, At(1))));
  REQUIRE(history.Activate(kFirst, At(1)).ok());
  CHECK(state() == State::kActive);
  CHECK(absl::IsFailedPrecondition(history.Activate(kFirst, At(2))));
  REQUIRE(history.Retire(kFirst, At(2)).ok());
  CHECK(state() == State::kRetired);
  CHECK(absl::IsFailedPrecondition(history.Activate(kFirst, At(3))));
  CHECK(absl::IsFailedPrecondition(history.Retire(kFirst, At(3))));
  CHECK(state() == State::kRetired);
}

TEST_CASE_METHOD(Fixture, "Any key may be found compromised, and stays so") {
  const int changes = GENERATE(0, 1, 2);
  if (changes > 0) REQUIRE(history.Activate(kFirst, At(1)).ok());
  if (changes > 1) REQUIRE(history.Retire(kFirst, At(2)).ok());

  REQUIRE(history.Compromise(kFirst, At(2), At(4)).ok());

  CHECK(state() == State::kCompromised);
  CHECK(absl::IsFailedPrecondition(history.Activate(kFirst, At(5))));
  CHECK(absl::IsFailedPrecondition(history.Retire(kFirst, At(5))));
  CHECK(absl::IsFailedPrecondition(history.Compromise(kFirst, At(2), At(5))));
  CHECK(absl::IsFailedPrecondition(history.Compromise(kFirst, At(3), At(5))));
  CHECK(history.Compromise(kFirst, At(1), At(5)).ok());
  CHECK_FALSE(history.RevokedAt(kFirst, At(1) - absl::Seconds(1)));
  CHECK(history.RevokedAt(kFirst, At(1)));
}

TEST_CASE_METHOD(Fixture, "What is yet to come is no compromise") {
  CHECK(absl::IsInvalidArgument(history.Compromise(kFirst, At(2), At(1))));
  CHECK(state() == State::kCreated);
}

TEST_CASE_METHOD(Fixture, "A clock that was put back changes nothing") {
  CHECK(absl::IsFailedPrecondition(history.Activate(kFirst, At(-1))));
  REQUIRE(history.Activate(kFirst, At(1)).ok());
  CHECK(absl::IsFailedPrecondition(history.Retire(kFirst, At(0))));
  CHECK(state() == State::kActive);
}

TEST_CASE_METHOD(Fixture, "Only an active key signs, and only its own things") {
  const auto refused = [&](const std::string& key, v1::Key::Purpose purpose) {
    return absl::IsFailedPrecondition(history.CheckActive(key, purpose));
  };
  CHECK(refused(kFirst, kReport));
  REQUIRE(history.Activate(kFirst, At(1)).ok());
  CHECK(history.CheckActive(kFirst, kReport).ok());
  CHECK(refused(kFirst, kClaim));
  CHECK(refused(kOther, kReport));
  SECTION("retired") { REQUIRE(history.Retire(kFirst, At(2)).ok()); }
  SECTION("compromised") {
    REQUIRE(history.Compromise(kFirst, At(2), At(2)).ok());
  }
  CHECK(refused(kFirst, kReport));
}

TEST_CASE_METHOD(Fixture, "A key is known once") {
  CHECK(absl::IsAlreadyExists(history.Create(kFirst, kClaim, At(1))));
  CHECK(absl::IsNotFound(history.Activate(kOther, At(1))));
  CHECK(absl::IsNotFound(history.Retire(kOther, At(1))));
  CHECK(absl::IsNotFound(history.Compromise(kOther, At(1), At(1))));
}

TEST_CASE_METHOD(Fixture, "A history is read as it was written") {
  REQUIRE(history.Activate(kFirst, At(1) + absl::Milliseconds(999)).ok());
  REQUIRE(history.Retire(kFirst, At(2)).ok());
  REQUIRE(history.Create(kOther, kClaim, At(3)).ok());
  REQUIRE(history.Compromise(kOther, At(-4), At(3)).ok());

  const auto read = KeyHistory::Parse(history.Text());

  REQUIRE(read.ok());
  CHECK(read->Text() == history.Text());
  REQUIRE(read->keys().size() == 2);
  CHECK(read->Find(kFirst)->activated == At(1));
  CHECK(read->Find(kFirst)->state() == State::kRetired);
  CHECK(read->Find(kOther)->compromised_from == At(-4));
  CHECK(read->Find(kOther)->purpose == kClaim);
}

TEST_CASE("What is no history is refused, and the field is named") {
  const std::string good = absl::StrCat(
      "keys { fingerprint: \"", std::string(64, 'a'),
      "\" purpose: PURPOSE_CLAIM created: \"2026-11-29T09:30:00+08:00\" "
      "activated: \"2026-11-29T09:31:00+08:00\" "
      "retired: \"2026-11-29T09:32:00+08:00\" }");
  REQUIRE(KeyHistory::Parse(good).ok());
  const auto [from, to, named] =
      GENERATE(table<std::string, std::string, std::string>(
          {{"aaa\"", "aaA\"", "fingerprint"},
           {"aaa\"", "aa\"", "fingerprint"},
           {"PURPOSE_CLAIM", "PURPOSE_UNSPECIFIED", "purpose"},
           {"PURPOSE_CLAIM", "7", "purpose"},
           {"created: \"2026-11-29T09:30:00+08:00\"", "", "created"},
           {"09:30:00+08:00", "01:30:00Z", "created"},
           {"09:30:00+08:00", "09:30:00.5+08:00", "created"},
           {"09:30:00", "09:31:01", "activated"},
           {"09:32", "09:30", "retired"},
           {"activated: \"2026-11-29T09:31:00+08:00\"", "", "retired"},
           {"retired", "expired", "expired"},
           {"retired", "created", "created"}}));

  const absl::Status status =
      KeyHistory::Parse(absl::StrReplaceAll(good, {{from, to}})).status();

  INFO(status);
  CHECK(absl::IsInvalidArgument(status));
  CHECK_THAT(std::string(status.message()), Catch::Contains(named));
  CHECK(absl::IsInvalidArgument(KeyHistory::Parse(good + good).status()));
}

}  // namespace
}  // namespace creditproof::keys
