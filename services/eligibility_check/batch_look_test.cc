#include "services/eligibility_check/batch_look.h"

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

// What is true at one position of a partition, the slow way: from its history.
class Truth {
 public:
  Truth(const History& history, std::uint64_t position) {
    for (const DecodedEntry& entry : history) {
      if (entry.position > position) break;
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
  SharedState shared_;
  std::map<std::string, record::v1::SubjectDossier> dossiers_;
};

// Holds a whole answer against the truth at the positions that it names.
void CheckAnswer(const std::vector<History>& histories,
                 const AskedQuestion& asked, const Response& response) {
  std::map<std::uint32_t, Truth> truths;  // by partition
  for (const BatchBasis& basis : response.bases()) {
    for (const PartitionBasis& at : basis.partitions()) {
      const Truth& truth =
          truths
              .emplace(at.partition(),
                       Truth(histories[at.partition()], at.position()))
              .first->second;
      REQUIRE(truth.policy().version() == basis.policy_version());
      REQUIRE(std::uint64_t(at.data_time().seconds()) == at.position());
    }
  }
  auto other = response.others().begin();
  for (std::uint32_t index = 0; index < Codes().size(); ++index) {
    const bool is_other =
        other != response.others().end() && other->index() == index;
    truths.at(PartitionOf(Codes()[index], kPartitions))
        .Check(index, asked, response, is_other ? &*other : nullptr);
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
    for (int question = 0; question < 4; ++question) {
      const AskedQuestion asked = RandomQuestion(dice);
      BatchLook look(*shard.replica, shard.recent, asked);
      Response response;
      REQUIRE(look.Answer(AllCodes(), false, response).ok());
      REQUIRE(look.done());
      CHECK(look.tells() == (response.others_size() > 0));
      CheckAnswer(histories, asked, response);
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
  const std::size_t step = 1 + answers.size() / 400;
  for (std::size_t i = 0; i < answers.size(); i += step) {
    CheckAnswer(histories, answers[i].first, answers[i].second);
  }
  CheckAnswer(histories, answers.back().first, answers.back().second);
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
