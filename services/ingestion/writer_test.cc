#include "services/ingestion/writer.h"

#include <catch2/catch.hpp>
#include <future>
#include <optional>
#include <string>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/partition/partition.h"
#include "services/ingestion/families.h"
#include "services/ingestion/first_policy.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

changelog::v1::Change HoldOn(const std::string& code) {
  changelog::v1::Change change;
  change.set_credit_code(code);
  change.mutable_hold_placed()->set_hold_id(std::string(32, 'a'));
  return change;
}

std::vector<std::string> Indexed(const Bench& bench) {
  return HeldBy(View(bench.store()), std::string(32, 'a')).value();
}

// Holds on subjects of every partition, and something kept beside them.
absl::Status HoldTwenty(Act& act) {
  act.view().Put(kSources, "kept", "value");
  for (int n = 0; n < 20; ++n) {
    RETURN_IF_ERROR(act.Append(HoldOn(CompanyCode(n)), "id" + CompanyCode(n)));
  }
  return absl::OkStatus();
}

TEST_CASE("An index behind the log catches up at start") {
  Bench bench;
  const std::string code = CompanyCode(1);
  const auto partition = PartitionOf(code, Bench::kPartitions);
  const auto appended = bench.log().AppendAll(
      partition, {{"only-in-the-log", HoldOn(code).SerializeAsString()}});
  REQUIRE(appended.ok());
  REQUIRE(Indexed(bench).empty());

  bench.Reopen();

  CHECK(Indexed(bench) == std::vector<std::string>{code});
}

TEST_CASE("An index of another layout is built anew") {
  Bench bench;
  REQUIRE(bench.writer().Do(HoldTwenty).ok());
  const auto indexed = Indexed(bench);
  kv::Batch older(bench.store());
  older.Put(kIndex, "of an older layout", "");
  older.Delete(kHolds, std::string(32, 'a') + CompanyCode(3));
  older.Delete(kMeta, "index_layout");
  REQUIRE(bench.store().Commit(std::move(older), kv::Durability::kSynced).ok());

  bench.Reopen();

  CHECK(Indexed(bench) == indexed);
  CHECK_FALSE(bench.store().Get(kIndex, "of an older layout").ok());
  CHECK(bench.store().Get(kSources, "kept").ok());  // is no part of the index
}

TEST_CASE("What an imagined act looked for and others wrote since, it finds") {
  Bench bench;
  Act imagined = bench.writer().NewAct();
  const auto imagine = [&] {
    std::optional<std::string> found;
    REQUIRE(bench.writer()
                .Imagine(imagined,
                         [&](Act& act) -> absl::Status {
                           ASSIGN_OR_RETURN(found,
                                            act.view().Get(kSources, "kept"));
                           return absl::OkStatus();
                         })
                .ok());
    return found;
  };
  REQUIRE_FALSE(imagine().has_value());
  REQUIRE(bench.writer().Do(HoldTwenty).ok());
  CHECK(imagine() == "value");
}

TEST_CASE("An act of unknown outcome happened whole or not at all") {
  const bool happened = GENERATE(false, true);
  const bool killed = GENERATE(false, true);
  Bench bench;
  bench.FailAppendsAfter(0, happened);
  REQUIRE(absl::IsUnavailable(bench.writer().Do(HoldTwenty)));
  if (killed) bench.Reopen();

  const std::size_t expected = happened ? 20 : 0;
  CHECK(bench.Held().size() == expected);
  CHECK(Indexed(bench).size() == expected);
  CHECK(bench.store().Get(kSources, "kept").ok() == happened);

  REQUIRE(bench.writer().Do(HoldTwenty).ok());
  CHECK(bench.Held().size() == 20);
  CHECK(Indexed(bench).size() == 20);
}

TEST_CASE("An act that fails to decide leaves nothing") {
  Bench bench;
  const std::size_t entries = bench.Log().size();
  REQUIRE_FALSE(bench.writer()
                    .Do([](Act& act) -> absl::Status {
                      RETURN_IF_ERROR(HoldTwenty(act));
                      return absl::AbortedError("no");
                    })
                    .ok());
  CHECK(bench.Log().size() == entries);
  CHECK_FALSE(bench.store().Get(kSources, "kept").ok());
}

// Decides `first` and, before that is in the log, `second`, which must see it
// although it is not in the store either.
std::pair<absl::Status, absl::Status> DecideTwo(Bench& bench) {
  std::promise<void> release;
  bench.HoldAppendUntil(release.get_future().share());
  const auto first = bench.writer().Begin(HoldTwenty);
  REQUIRE(first.ok());
  const auto second = bench.writer().Begin([&](Act& act) -> absl::Status {
    CHECK(HeldBy(act.view(), std::string(32, 'a'))->size() == 20);
    CHECK(act.view().Get(kSources, "kept")->has_value());
    CHECK(Indexed(bench).empty());
    release.set_value();
    act.view().Put(kSources, "behind", "value");
    return act.Append(HoldOn(CompanyCode(20)), "behind");
  });
  return {first->get(), second.ok() ? second->get() : second.status()};
}

TEST_CASE("An act is decided behind one that is not durable yet") {
  Bench bench;
  const auto [first, second] = DecideTwo(bench);
  CHECK(first.ok());
  CHECK(second.ok());
  CHECK(Indexed(bench).size() == 21);
  CHECK(bench.Held().size() == 21);
}

TEST_CASE("Nothing happens that was decided behind a lost act") {
  Bench bench;
  bench.FailAppendsAfter(0, false);
  const auto [first, second] = DecideTwo(bench);
  CHECK(absl::IsUnavailable(first));
  CHECK(absl::IsUnavailable(second));
  CHECK(Indexed(bench).empty());
  CHECK(bench.Held().empty());
  CHECK_FALSE(bench.store().Get(kSources, "behind").ok());

  const auto again = bench.writer().Begin(HoldTwenty);
  REQUIRE(again.ok());
  CHECK(again->get().ok());
  CHECK(bench.Held().size() == 20);
}

TEST_CASE("The first policy is activated once in every partition") {
  Bench bench;
  policy::v1::Policy policy;
  policy.set_policy_id("p");
  policy.set_version(1);
  REQUIRE(ActivateFirstPolicy(policy, bench.writer()).ok());
  bench.Reopen();
  policy.set_version(2);
  REQUIRE(ActivateFirstPolicy(policy, bench.writer()).ok());

  std::uint32_t activations = 0;
  for (const auto& change : bench.Log()) {
    activations += change.has_policy_activated();
  }
  CHECK(activations == Bench::kPartitions);
}

TEST_CASE("A database keeps the partition count it was created with") {
  testing::TempDirectory directory;
  REQUIRE(OpenStore(directory.path(), 16).ok());
  CHECK(OpenStore(directory.path(), 16).ok());
  CHECK(OpenStore(directory.path(), 8).status().code() ==
        absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace creditproof::ingestion
