#include "libs/audit/retention.h"

#include <google/protobuf/util/time_util.h>

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/page_key.h"
#include "libs/audit/trail_fixture.h"
#include "libs/base/date.h"

namespace creditproof::audit {
namespace {

using google::protobuf::util::TimeUtil;

absl::Time Day(const char* date) {
  return absl::FromCivil(base::ParseDate(date).value(), base::ChinaTime());
}

// A trail that is kept for six months, and whose clock the test sets.
class Kept : public Fixture {
 public:
  Kept() {
    Reopen({6, [this] { return now; }});
  }

  void AddOn(const char* date, const std::string& subject = "subject") {
    now = Day(date);
    v1::AuditEntry entry = Entry(subject);
    *entry.mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
    REQUIRE(trail->WaitDurable(trail->Add(entry)).ok());
  }

  // How the kept entries are called, the removals as "PruneTrail".
  std::string Names() const {
    std::string names;
    const std::vector<v1::AuditEntry> entries = trail->Read(1, 1000).value();
    for (const v1::AuditEntry& entry : entries) {
      absl::StrAppend(&names, entry.method(), entry.subject(), " ");
    }
    return names;
  }

  absl::Time now = Day("2026-01-01");
};

TEST_CASE("A trail is kept for ever, or for six months at least") {
  const auto by = [](std::uint32_t months) {
    config::v1::Audit config;
    config.set_keep_months(months);
    return RetentionBy(config, base::SystemClock());
  };
  CHECK(by(0)->keep_months == 0);
  CHECK(by(6)->keep_months == 6);
  CHECK(by(24)->keep_months == 24);
  for (const std::uint32_t months : {1u, 5u, 1201u, 4'000'000'000u}) {
    CHECK(by(months).status().code() == absl::StatusCode::kInvalidArgument);
  }
  CHECK(absl::StrContains(by(5).status().message(), "audit.keep_months: is 5"));
}

TEST_CASE("What was written on a day is kept until that day months later") {
  const absl::Duration second = absl::Seconds(1);
  CHECK(KeptUntil(Day("2026-02-28"), 6) == Day("2026-08-28") + second);
  CHECK(KeptUntil(Day("2026-07-15"), 6) == Day("2027-01-15") + second);
  // There is no February 31: rather longer than shorter.
  CHECK(KeptUntil(Day("2026-08-31"), 6) == Day("2027-03-03") + second);
}

TEST_CASE_METHOD(Kept, "What is older goes, and an entry tells of it") {
  AddOn("2026-01-01", "a");
  AddOn("2026-02-01", "b");
  AddOn("2026-06-30", "c");
  CHECK(Names() == "a b c ");

  AddOn("2026-07-02", "d");

  CHECK(Names() == "b c d PruneTrail ");
  const v1::TrailState state = Walked();
  CHECK_FALSE(state.has_damage());
  CHECK(state.start().removed().sequence() == 1);
  CHECK(state.start().keep_months() == 6);
  CHECK(state.end().sequence() == 5);
  CHECK(TimeUtil::TimestampToSeconds(state.first_time()) ==
        absl::ToUnixSeconds(Day("2026-02-01")));
  CHECK(trail->ReadAbout("a", 0, 10)->entries.empty());
  CHECK(trail->ReadAbout("d", 0, 10)->entries.size() == 1);
}

TEST_CASE_METHOD(Kept, "Nothing goes twice a day, nor what is not old") {
  AddOn("2026-01-01", "a");
  AddOn("2026-01-02", "b");
  AddOn("2026-07-02", "c");
  now += absl::Hours(23);
  REQUIRE(trail->WaitDurable(trail->Add(Entry("d"))).ok());
  CHECK(Names() == "b c PruneTrail d ");

  AddOn("2026-07-04", "e");

  CHECK(Names() == "c PruneTrail d e PruneTrail ");
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Kept, "A page goes only when all that is on it may") {
  now = Day("2026-01-01");
  for (const absl::Duration age : {absl::Hours(0), absl::Hours(24 * 60)}) {
    v1::AuditEntry entry = Entry("a");
    *entry.mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now + age));
    trail->Add(entry);
  }
  REQUIRE(trail->WaitDurable(2).ok());

  AddOn("2026-07-02", "b");
  CHECK(trail->Read(2, 10)->front().sequence() == 2);
  AddOn("2026-10-01", "c");

  CHECK(trail->ReadAbout("a", 0, 10)->entries.empty());
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Kept, "A trail goes on where it was pruned") {
  AddOn("2026-01-01", "a");
  AddOn("2026-07-02", "b");
  Reopen({6, [this] { return now; }});
  AddOn("2026-07-03", "c");
  CHECK(Names() == "b PruneTrail c ");
  CHECK(trail->Verify().ok());
  CHECK(trail->ReadAbout("c", 0, 10)->entries.size() == 1);
}

TEST_CASE_METHOD(Kept, "Many pages go step by step, their index with them") {
  constexpr int kOld = 140'000;
  for (int i = 0; i < kOld; ++i) {
    v1::AuditEntry entry = Entry(absl::StrCat(i % 1000));
    *entry.mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
    trail->Add(entry);
  }
  REQUIRE(trail->WaitDurable(kOld).ok());
  CHECK(trail->ReadAbout("7", 0, 1000)->entries.size() == kOld / 1000);
  for (int i = 0; i < 10; ++i) AddOn("2026-07-02", "new");

  CHECK(trail->Read(1, 1)->front().subject() == "new");
  CHECK(trail->ReadAbout("7", 0, 1000)->entries.empty());
  CHECK(trail->ReadAbout("new", 0, 1000)->entries.size() == 10);
  CHECK(trail->Verify().ok());
  int segments = 0;
  REQUIRE(store
              ->Scan(kAudit, kChain, kChain,
                     [&](absl::string_view key, absl::string_view) {
                       if (!IsPage(key)) ++segments;
                       return true;
                     })
              .ok());
  CHECK(segments == 0);
}

TEST_CASE_METHOD(Kept, "A beginning that was cut off and not pruned is found") {
  for (const char* date : {"2026-01-01", "2026-01-02", "2026-07-02"}) {
    AddOn(date, "a");
  }
  AddOn("2026-07-02", "b");  // 1 is removed; 2 is kept
  v1::TrailStart start = Walked().start();
  REQUIRE(start.removed().sequence() == 1);
  const std::string second = Stored(2);

  Remove(2);
  CHECK(Damage() == "audit entry 2 is missing");

  // With a start that fits what is left.
  start.mutable_removed()->set_sequence(2);
  start.mutable_removed()->set_sha256(crypto::Sha256(second));
  Put(std::string(kChain), start.SerializeAsString());
  CHECK(Damage() ==
        "audit entries up to 2 were removed, and no entry tells of it");

  Remove(std::string(kChain));
  CHECK(Damage() == "audit entry 1 is missing");
}

TEST_CASE_METHOD(Fixture, "An earlier end shows an end that was cut off") {
  AddPages(3);
  const v1::ChainPoint earlier = Walked().end();
  CHECK(earlier.sequence() == 3);
  AddPages(2);
  CHECK_FALSE(Walked(earlier).has_damage());
  trail.reset();
  for (const std::uint64_t cut : {3, 4, 5}) Remove(cut);

  Reopen();

  CHECK_FALSE(Walked().has_damage());
  CHECK(Walked(earlier).damage().sequence() == 3);
}

TEST_CASE_METHOD(Fixture, "An earlier end shows a chain that was made anew") {
  AddPages(3);
  const v1::ChainPoint earlier = Walked().end();
  trail.reset();
  for (const std::uint64_t cut : {1, 2, 3}) Remove(cut);
  Reopen();
  REQUIRE(trail->WaitDurable(trail->Add(Entry("another"))).ok());
  const bool on_one_page = GENERATE(true, false);
  on_one_page ? Add(4) : AddPages(4);

  CHECK_FALSE(Walked().has_damage());
  CHECK(Walked(earlier).damage().message() == "audit entry 3 was changed");
}

TEST_CASE_METHOD(Kept, "An earlier end may be pruned, but not too early") {
  AddOn("2026-01-01", "a");
  v1::ChainPoint earlier = Walked().end();
  AddOn("2026-07-02", "b");
  AddOn("2026-12-01", "c");
  CHECK_FALSE(Walked(earlier).has_damage());

  earlier.mutable_time()->set_seconds(absl::ToUnixSeconds(Day("2026-07-01")));
  CHECK(Walked(earlier).damage().message() ==
        "audit entry 1 was removed before its time");
  earlier.set_sha256("other");
  CHECK(Walked(earlier).damage().message() == "audit entry 1 was changed");
}

}  // namespace
}  // namespace creditproof::audit
