#include "services/eligibility_check/standing_applier.h"

#include <catch2/catch.hpp>
#include <random>

#include "libs/changelog/mark.h"
#include "libs/record/dossier.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/changes_for_test.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::DecodedEntry;
using record::v1::SubjectDossier;

constexpr std::uint32_t kPartition = 0;
constexpr int kSubjects = 4;

// A store of one partition and what applies to it.
struct Shard {
  explicit Shard(const std::filesystem::path& directory,
                 rocksdb::Env* env = nullptr)
      : store(kv::Store::Open(directory, FamilySpecs(), env).value()),
        replica(
            Replica::Open(*store, PartitionSet::Make(1, {}).value()).value()),
        applier(*replica) {}

  // Everything but the audit trail, as text.
  std::map<std::string, std::string> Content() const {
    std::map<std::string, std::string> content;
    for (std::size_t family = 0; family < FamilySpecs().size(); ++family) {
      if (family == kAudit.index) continue;
      const auto scanned = store->Scan(
          kv::Family{family}, "", "",
          [&](absl::string_view key, absl::string_view value) {
            content[absl::StrCat(family, ":", key)] = std::string(value);
            return true;
          });
      REQUIRE(scanned.ok());
    }
    return content;
  }

  std::unique_ptr<kv::Store> store;
  std::unique_ptr<Replica> replica;
  StandingApplier applier;
};

Change RandomChange(std::mt19937& dice) {
  const auto below = [&](unsigned bound) { return int(dice() % bound); };
  const std::string code = kCodes[below(kSubjects)];
  const int record = below(5);
  switch (below(14)) {
    case 0:
      return Registered(code);
    case 1:
      return Repaired(code, record);
    case 2:
      return Withdrawn(code, record);
    case 3:
      return Objected(code, record, below(2) == 0);
    case 4:
      return Held(code, record);
    case 5:
      return Lifted(code, record);
    case 6:
      return Barred(code, below(2) == 0);
    case 7:
      return Source("s" + std::to_string(record), below(2));
    case 10:
      return Lapsed(code, record);
    case 11:
      return Reinstated(code, record);
    case 9:
      return Mismatched(code, record, below(2) == 0);
    case 8:
      return Activated(static_cast<std::uint32_t>(1 + record));
    default: {
      Change put = Penalised(code, record);
      put.mutable_record_put()->set_decision_date(
          "202" + std::to_string(below(6)) + "-01-01");
      return put;
    }
  }
}

std::vector<DecodedEntry> RandomHistory(std::mt19937& dice, int length) {
  std::vector<DecodedEntry> history;
  for (int position = 1; position <= length; ++position) {
    history.push_back({static_cast<std::uint64_t>(position), "",
                       absl::FromUnixSeconds(position), RandomChange(dice),
                       "digest " + std::to_string(position)});
  }
  return history;
}

// Applies what the shard has not applied yet, in batches of 1 to 9.
void ApplyRest(const std::vector<DecodedEntry>& history, std::mt19937& dice,
               Shard& shard) {
  auto next = static_cast<std::ptrdiff_t>(
      shard.applier.Start(kPartition).value().position);
  const auto end = static_cast<std::ptrdiff_t>(history.size());
  while (next < end) {
    const auto stop = std::min<std::ptrdiff_t>(end, next + 1 + dice() % 9);
    REQUIRE(
        shard.applier
            .Apply(kPartition, {history.begin() + next, history.begin() + stop})
            .ok());
    next = stop;
  }
}

TEST_CASE("Every standing is what all of its subject's changes add up to") {
  std::mt19937 dice(7);
  for (int round = 0; round < 20; ++round) {
    const testing::TempDirectory directory;
    Shard shard(directory.path());
    const auto history = RandomHistory(dice, 200);

    ApplyRest(history, dice, shard);

    for (int subject = 0; subject < kSubjects; ++subject) {
      SubjectDossier whole;
      for (const DecodedEntry& entry : history) {
        if (entry.change.credit_code() != kCodes[subject]) continue;
        record::ApplyChange(entry.change, entry.position, whole);
      }
      const auto stored = ReadStanding(*shard.store, kCodes[subject]);
      REQUIRE(stored.ok());
      REQUIRE(stored->standing == policy::StandingOf(whole));
      REQUIRE(stored->changed_position == whole.position());

      const auto view = shard.replica->Look(
          kPartition, CreditCode::Parse(kCodes[subject]).value());
      REQUIRE(view.ok());
      REQUIRE(view->settled());
      REQUIRE(view->standing == stored->standing);
      REQUIRE(view->changed_position == stored->changed_position);
    }
  }
}

TEST_CASE("What a power cut took is applied again to the same end") {
  std::mt19937 dice(8);
  const auto history = RandomHistory(dice, 300);
  const testing::TempDirectory calm;
  Shard whole(calm.path());
  ApplyRest(history, dice, whole);

  const testing::TempDirectory stormy;
  for (std::size_t reached : {40U, 170U, 300U}) {
    testing::PowerLossEnv env;
    {
      Shard torn(stormy.path(), &env);
      ApplyRest({history.begin(), history.begin() + reached}, dice, torn);
      if (reached == 170) REQUIRE(torn.store->Sync().ok());
      env.CutPower();
    }
    Shard left(stormy.path());
    CHECK(left.applier.Start(kPartition)->position <= reached);
  }
  Shard again(stormy.path());
  ApplyRest(history, dice, again);

  CHECK(again.Content() == whole.Content());
}

TEST_CASE("A restart goes on from the position and the shared state") {
  std::mt19937 dice(9);
  const auto history = RandomHistory(dice, 100);
  const testing::TempDirectory directory;
  { ApplyRest(history, dice, *std::make_unique<Shard>(directory.path())); }

  Shard shard(directory.path());

  const auto applied = shard.applier.Start(kPartition);
  REQUIRE(applied.ok());
  CHECK(applied->position == 100);
  CHECK(applied->running_sha256 == "digest 100");
  SharedState expected;
  for (const auto& entry : history) {
    TakeSharedChange(entry.change, entry.position, expected);
  }
  const auto shared = shard.replica->shared(kPartition);
  CHECK(shared->coverage.AreasIn(230103) == expected.coverage.AreasIn(230103));
  CHECK(shared->sources.size() == expected.sources.size());
  REQUIRE(shared->policy.has_value());
  CHECK(shared->policy->version() == expected.policy->version());
}

TEST_CASE("No sealed number gets in") {
  const testing::TempDirectory directory;
  Shard shard(directory.path());
  REQUIRE(shard.applier
              .Apply(kPartition,
                     {{1, "", absl::Now(), Registered(kCodes[0]), ""},
                      {2, "", absl::Now(), Penalised(kCodes[0], 1), ""}})
              .ok());

  for (const auto& [key, value] : shard.Content()) {
    CHECK(value.find("sealed") == std::string::npos);
  }
}

TEST_CASE("A change that is stored but not published unsettles the view") {
  const testing::TempDirectory directory;
  Shard shard(directory.path());
  const CreditCode code = CreditCode::Parse(kCodes[0]).value();
  const auto settled = [&] {
    return shard.replica->Look(kPartition, code).value().settled();
  };
  REQUIRE(shard.applier
              .Apply(kPartition,
                     {{1, "", absl::Now(), Penalised(kCodes[0], 1), ""}})
              .ok());
  CHECK(settled());

  kv::Batch batch(*shard.store);
  batch.Put(kStanding, kCodes[0], EncodeStored({2, {}}));
  REQUIRE(
      shard.store->Commit(std::move(batch), kv::Durability::kBuffered).ok());
  CHECK_FALSE(settled());
  const auto waited = shard.replica->WaitAndLook(
      kPartition, code, 0, absl::Now() + absl::Milliseconds(1));
  CHECK(waited.status().code() == absl::StatusCode::kUnavailable);

  shard.replica->Publish(kPartition, shard.replica->shared(kPartition), {},
                         {2, absl::Now()});
  CHECK(settled());
}

TEST_CASE("A commit whose outcome was unknown is published on the next start") {
  const testing::TempDirectory directory;
  Shard shard(directory.path());
  const CreditCode code = CreditCode::Parse(kCodes[0]).value();
  REQUIRE(
      shard.applier
          .Apply(kPartition, {{1, "", absl::Now(), Registered(kCodes[0]), ""}})
          .ok());
  StoredStanding found = ReadStanding(*shard.store, kCodes[0]).value();
  found.changed_position = 2;
  found.standing.barred_until = absl::CivilDay::max();
  kv::Batch batch(*shard.store);
  batch.Put(kStanding, kCodes[0], EncodeStored(found));
  batch.Put(kMeta, changelog::MarkKey(kPartition),
            changelog::EncodeMark({2, absl::Now(), "digest 2"}));
  REQUIRE(
      shard.store->Commit(std::move(batch), kv::Durability::kBuffered).ok());

  const auto applied = shard.applier.Start(kPartition);

  REQUIRE(applied.ok());
  CHECK(applied->position == 2);
  const auto view = shard.replica->Look(kPartition, code);
  REQUIRE(view.ok());
  CHECK(view->settled());
  CHECK(view->point.position == 2);
  CHECK(view->standing.barred_until);
}

}  // namespace
}  // namespace creditproof::eligibility_check
