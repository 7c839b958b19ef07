#include "services/eligibility_check/batch_look.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <random>
#include <thread>

#include "absl/strings/str_format.h"
#include "libs/credit_code/credit_code.h"
#include "libs/record/dossier.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/changes_for_test.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/standing_applier.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::DecodedEntry;
using eligibility::v1::BatchBasis;
using eligibility::v1::BatchOther;
using eligibility::v1::PartitionBasis;
using eligibility::v1::Verdict;
using Response = BatchLook::Response;

constexpr std::uint32_t kPartitions = 2;
constexpr int kSubjects = 60;
constexpr absl::CivilDay kToday(2026, 6, 1);

const std::vector<std::string>& Codes() {
  static const std::vector<std::string> codes = [] {
    std::vector<std::string> made;
    for (int i = 0; i < kSubjects; ++i) {
      made.push_back(
          CreditCode::Complete(absl::StrFormat("91230103TE%06d", i))->text());
    }
    return made;
  }();
  return codes;
}

struct Shard {
  Shard()
      : store(kv::Store::Open(directory.path(), FamilySpecs()).value()),
        replica(
            Replica::Open(*store, PartitionSet::Make(kPartitions, {}).value())
                .value()),
        applier(*replica),
        recent(replica->index()) {}

  testing::TempDirectory directory;
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<Replica> replica;
  StandingApplier applier;
  RecentVerdicts recent;
};

Change RandomRegistration(const std::string& code, std::mt19937& dice) {
  Change change = Registered(code);
  auto& registration = *change.mutable_registration();
  constexpr const char* kRegions[] = {"230103", "230103", "230602", "110101"};
  registration.set_region_code(kRegions[dice() % 4]);
  if (dice() % 8 == 0) {
    registration.set_status(record::v1::REGISTRATION_STATUS_REVOKED);
  }
  if (dice() % 8 == 0) {
    registration.set_operator_kind(
        record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS);
  }
  constexpr const char* kFounded[] = {"", "2022-01-01", "1850-01-01"};
  registration.set_founded_date(kFounded[dice() % 3]);
  return change;
}

Change RandomPolicy(std::uint32_t version, std::mt19937& dice) {
  Change change = Activated(version);
  auto& policy = *change.mutable_policy_activated()->mutable_policy();
  policy.set_uncovered_area_blocks(dice() % 2 == 0);
  if (dice() % 3 == 0) policy.clear_counting_kinds();
  if (dice() % 2 == 0) {
    policy.set_open_mismatch(policy::v1::OPEN_MISMATCH_UNDETERMINED);
  }
  if (dice() % 4 == 0) policy.set_region_prefix("2301");
  if (dice() % 3 == 0) {
    policy.add_operator_kinds(record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS);
  }
  return change;
}

Change RandomSource(std::mt19937& dice) {
  Change change = Source("s" + std::to_string(dice() % 2), dice() % 4);
  auto& source = *change.mutable_source_state();
  if (source.looks_size() > 0 && dice() % 2 == 0) {
    source.mutable_looks(0)->add_regions("2301");
  }
  return change;
}

Change RandomChange(const std::string& code, std::mt19937& dice) {
  const int record = static_cast<int>(dice() % 3);
  switch (dice() % 11) {
    case 0:
      return Penalised(code, record);
    case 1:
      return Withdrawn(code, record);
    case 2:
      return Lapsed(code, record);
    case 3:
      return Repaired(code, record);
    case 4:
      return Held(code, record);
    case 5:
    case 6:
      return Lifted(code, record);
    case 7:
      return Barred(code, dice() % 4 == 0);
    case 8:
      return Mismatched(code, record, dice() % 3 == 0);
    default:
      return RandomRegistration(code, dice);
  }
}

using History = std::vector<DecodedEntry>;  // of a partition

std::vector<History> RandomHistories(std::mt19937& dice, int length) {
  std::vector<History> histories(kPartitions);
  const auto add = [&](std::uint32_t partition, Change change) {
    History& history = histories[partition];
    const auto position = static_cast<std::uint64_t>(history.size()) + 1;
    history.push_back({position, "",
                       absl::FromUnixSeconds(std::int64_t(position)),
                       std::move(change), ""});
  };
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    add(p, Activated(1));
    add(p, Source("s0", 1));
  }
  for (const std::string& code : Codes()) {
    add(PartitionOf(code, kPartitions), Registered(code));
  }
  for (int i = 0; i < length; ++i) {
    const std::string& code = Codes()[dice() % Codes().size()];
    const std::uint32_t partition = PartitionOf(code, kPartitions);
    switch (dice() % 20) {
      case 0:
        add(partition, RandomPolicy(static_cast<std::uint32_t>(i + 2), dice));
        break;
      case 1:
        add(partition, RandomSource(dice));
        break;
      default:
        add(partition, RandomChange(code, dice));
    }
  }
  return histories;
}

// What is true of a partition, the slow way: from its history.
class Truth {
 public:
  explicit Truth(const History& history) : history_(history) {}

  // Goes on to `position`, which is not before the last one.
  void MoveTo(std::uint64_t position) {
    REQUIRE(position >= next_);
    for (; next_ < position; ++next_) {
      const DecodedEntry& entry = history_[next_];
      const std::string& code = entry.change.credit_code();
      if (code.empty()) {
        TakeSharedChange(entry.change, entry.position, shared_);
      } else {
        record::ApplyChange(entry.change, entry.position, dossiers_[code]);
      }
    }
  }

  const policy::v1::Policy& policy() const { return *shared_.policy; }

  void Check(std::uint32_t index, const AskedQuestion& asked,
             const Response& response, const BatchOther* other) const {
    const auto known = dossiers_.find(Codes()[index]);
    const policy::Standing standing = known == dossiers_.end()
                                          ? policy::Standing()
                                          : policy::StandingOf(known->second);
    const policy::Decision expected = policy::Decide(
        policy(), standing,
        {shared_.coverage.AreasIn(standing.region),
         {},
         shared_.uncounted_kinds},
        policy::MakeQuestion(policy(), asked.areas, asked.period_start_date,
                             asked.period_end_date, asked.today)
            .value());
    const bool eligible = expected.outcome == Verdict::OUTCOME_ELIGIBLE;
    REQUIRE((response.eligible()[index / 8] >> index % 8 & 1) == eligible);
    REQUIRE((other == nullptr) == eligible);
    if (eligible) return;
    REQUIRE(other->outcome() == expected.outcome);
    REQUIRE(other->finding_count() ==
            static_cast<int>(expected.counting.size()));
    std::vector<int> causes(expected.causes.begin(), expected.causes.end());
    std::sort(causes.begin(), causes.end());
    REQUIRE(std::equal(causes.begin(), causes.end(), other->causes().begin(),
                       other->causes().end()));
  }

 private:
  const History& history_;
  std::size_t next_ = 0;
  SharedState shared_;
  std::map<std::string, record::v1::SubjectDossier> dossiers_;
};

using Truths = std::vector<Truth>;  // by partition

// Holds a whole answer, later than the ones before, against the truth at the
// positions that it names.
void CheckAnswer(const AskedQuestion& asked, const Response& response,
                 Truths& truths) {
  for (const BatchBasis& basis : response.bases()) {
    for (const PartitionBasis& at : basis.partitions()) {
      Truth& truth = truths[at.partition()];
      truth.MoveTo(at.position());
      REQUIRE(truth.policy().version() == basis.policy_version());
      REQUIRE(std::uint64_t(at.data_time().seconds()) == at.position());
    }
  }
  auto other = response.others().begin();
  for (std::uint32_t index = 0; index < Codes().size(); ++index) {
    const bool is_other =
        other != response.others().end() && other->index() == index;
    truths[PartitionOf(Codes()[index], kPartitions)].Check(
        index, asked, response, is_other ? &*other : nullptr);
    if (is_other) ++other;
  }
  REQUIRE(other == response.others().end());
}

std::string AllCodes() {
  std::string all;
  for (const std::string& code : Codes()) all += code;
  return all;
}

AskedQuestion RandomQuestion(std::mt19937& dice) {
  AskedQuestion asked{{}, "", "", kToday};
  if (dice() % 2 == 0) asked.areas = {record::v1::AREA_MARKET_REGULATION};
  if (dice() % 3 == 0) asked.period_start_date = "2024-02-01";
  return asked;
}

// Applies all of them, in batches of 1 to 9.
void ApplyAll(const std::vector<History>& histories, unsigned seed,
              StandingApplier& applier) {
  std::mt19937 dice(seed);
  std::vector<std::ptrdiff_t> next(kPartitions, 0);
  for (bool more = true; more;) {
    more = false;
    for (std::uint32_t p = 0; p < kPartitions; ++p) {
      const auto left = std::ptrdiff_t(histories[p].size()) - next[p];
      const auto some = std::min<std::ptrdiff_t>(left, 1 + dice() % 9);
      if (some == 0) continue;
      const auto start = histories[p].begin() + next[p];
      REQUIRE(applier.Apply(p, {start, start + some}).ok());
      next[p] += some;
      more = true;
    }
  }
}

TEST_CASE("A batch answers what its history adds up to, whatever happened") {
  std::mt19937 dice(21);
  for (int round = 0; round < 15; ++round) {
    Shard shard;
    const auto histories = RandomHistories(dice, 300 + 100 * round);
    ApplyAll(histories, static_cast<unsigned>(dice()), shard.applier);
    Truths truths(histories.begin(), histories.end());
    for (int question = 0; question < 4; ++question) {
      const AskedQuestion asked = RandomQuestion(dice);
      BatchLook look(*shard.replica, shard.recent, asked);
      Response response;
      REQUIRE(look.Answer(AllCodes(), false, response).ok());
      REQUIRE(look.done());
      CHECK(look.tells() == (response.others_size() > 0));
      CheckAnswer(asked, response, truths);
    }
  }
}

TEST_CASE("Every batch is exact at the positions it names while changes come") {
  std::mt19937 dice(22);
  const auto histories = RandomHistories(dice, 6000);
  Shard shard;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {  // somewhere to start
    REQUIRE(
        shard.applier.Apply(p, {histories[p].begin(), histories[p].begin() + 2})
            .ok());
  }
  std::vector<History> rest(kPartitions);
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    rest[p].assign(histories[p].begin() + 2, histories[p].end());
  }
  std::jthread follower([&] { ApplyAll(rest, 23, shard.applier); });

  const std::string codes = AllCodes();
  std::vector<std::pair<AskedQuestion, Response>> answers;
  const auto reached_end = [&] {
    for (std::uint32_t p = 0; p < kPartitions; ++p) {
      if (shard.replica->progress().Applied(p).position < histories[p].size()) {
        return false;
      }
    }
    return true;
  };
  for (bool last = false; !last;) {
    last = reached_end();
    const AskedQuestion asked = RandomQuestion(dice);
    BatchLook look(*shard.replica, shard.recent, asked);
    Response response;
    REQUIRE(look.Answer(codes, false, response).ok());
    if (look.done()) answers.emplace_back(asked, std::move(response));
  }

  REQUIRE_FALSE(answers.empty());
  Truths truths(histories.begin(), histories.end());
  for (const auto& [question, answer] : answers) {
    CheckAnswer(question, answer, truths);
  }
}

// Codes of partition 0, ascending.
std::vector<std::string> CodesOfOnePartition(std::size_t count) {
  std::vector<std::string> codes;
  for (int i = 0; codes.size() < count; ++i) {
    std::string code =
        CreditCode::Complete(absl::StrFormat("91230103TF%06d", i))->text();
    if (PartitionOf(code, kPartitions) == 0) codes.push_back(std::move(code));
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

TEST_CASE("What is published is in the index already") {
  constexpr std::uint64_t kMoved = 300;  // subjects, all at once
  constexpr std::uint64_t kMoves = 60;
  Shard shard;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    REQUIRE(shard.applier
                .Apply(p, {{1, "", absl::Now(), Activated(1), ""},
                           {2, "", absl::Now(), Source("s", 1), ""}})
                .ok());
  }
  const auto codes = CodesOfOnePartition(kMoved);
  // Into the province and out of it again, a batch of changes each time.
  const auto move = [&](std::uint64_t number) {
    History moves;
    for (const std::string& code : codes) {
      Change change = Registered(code);
      if (number % 2 == 1) {
        change.mutable_registration()->set_region_code("110101");
      }
      moves.push_back({3 + number * kMoved + moves.size(), "", absl::Now(),
                       std::move(change), ""});
    }
    return shard.applier.Apply(0, moves).ok();
  };
  REQUIRE(move(0));
  std::atomic<bool> applied = true;
  std::jthread follower([&] {
    for (std::uint64_t i = 1; i <= kMoves; ++i) applied = applied && move(i);
  });

  std::uint64_t position = 0;
  while (position < 2 + (kMoves + 1) * kMoved && applied) {
    BatchLook look(*shard.replica, shard.recent, {{}, "", "", kToday});
    Response response;
    // The last of them to get into the index.
    REQUIRE(look.Answer(codes.back(), false, response).ok());
    if (!look.done()) continue;
    position = response.bases(0).partitions(0).position();
    const std::uint64_t number = (position - 2) / kMoved - 1;
    REQUIRE((response.eligible()[0] == 1) == (number % 2 == 0));
  }
  CHECK(applied);
}

TEST_CASE("A change that is stored but not published ends a look") {
  Shard shard;
  const std::string& code = Codes()[0];
  const std::uint32_t partition = PartitionOf(code, kPartitions);
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    REQUIRE(
        shard.applier.Apply(p, {{1, "", absl::Now(), Activated(1), ""}}).ok());
  }
  kv::Batch batch(*shard.store);
  batch.Put(kStanding, code, EncodeStored({2, {}}));
  REQUIRE(
      shard.store->Commit(std::move(batch), kv::Durability::kBuffered).ok());

  BatchLook look(*shard.replica, shard.recent, {{}, "", "", kToday});
  Response response;
  REQUIRE(look.Answer(code, false, response).ok());

  CHECK_FALSE(look.done());
  REQUIRE(look.unsettled().has_value());
  CHECK(look.unsettled()->partition == partition);
  CHECK(look.unsettled()->position == 2);
}

}  // namespace
}  // namespace creditproof::eligibility_check
