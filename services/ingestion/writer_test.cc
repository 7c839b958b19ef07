#include "services/ingestion/writer.h"

#include <catch2/catch.hpp>

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

TEST_CASE("A kill between append and index is repaired at start") {
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

TEST_CASE("An act cut off between partitions is completed by the next start") {
  const int appends_before = GENERATE(0, 1, 2, 3);
  const bool having_appended = GENERATE(false, true);
  Bench bench;
  bench.FailAppendsAfter(appends_before, having_appended);
  REQUIRE(absl::IsUnavailable(bench.writer().Do(HoldTwenty)));

  bench.Reopen();

  CHECK(bench.Held().size() == 20);
  CHECK(Indexed(bench).size() == 20);
  CHECK(bench.store().Get(kSources, "kept").ok());
}

TEST_CASE("An act cut off is completed before any other begins") {
  Bench bench;
  bench.FailAppendsAfter(1, true);
  const auto hold = [](Act& act) {
    return act.AppendToAll(HoldOn(CompanyCode(1)), "everywhere");
  };
  REQUIRE_FALSE(bench.writer().Do(hold).ok());

  std::vector<std::string> seen;
  REQUIRE(bench.writer()
              .Do([&](Act& act) {
                seen = HeldBy(act.view(), std::string(32, 'a')).value();
                return absl::OkStatus();
              })
              .ok());

  CHECK(seen == std::vector<std::string>{CompanyCode(1)});
  const auto head = bench.log().Head(Bench::kPartitions - 1);
  REQUIRE(head.ok());
  CHECK(*head == 3);  // two sources and this
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
