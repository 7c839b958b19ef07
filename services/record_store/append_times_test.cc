#include "services/record_store/append_times.h"

#include <catch2/catch.hpp>
#include <random>

#include "libs/base/error.h"
#include "libs/testing/temp_directory.h"
#include "services/record_store/families.h"
#include "services/record_store/history.h"

namespace creditproof::record_store {
namespace {

using changelog::DecodedEntry;

constexpr std::uint32_t kPartition = 3;
const PartitionSet kPartitions = PartitionSet::Make(16, {}).value();

// As ingestion appends: now many at one time, now one.
std::vector<DecodedEntry> RandomLog(std::mt19937& dice, std::uint64_t length) {
  std::vector<DecodedEntry> log;
  absl::Time time = absl::FromUnixSeconds(1'790'000'000);
  for (std::uint64_t position = 1; position <= length; ++position) {
    if (dice() % 3 == 0) time += absl::Seconds(dice() % 3);
    DecodedEntry entry{position, "", time, {}, "digest"};
    entry.change.mutable_source_state()->set_source_id("s");
    log.push_back(std::move(entry));
  }
  return log;
}

void Apply(const std::vector<DecodedEntry>& log, std::mt19937& dice,
           History& history) {
  for (auto next = log.begin(); next != log.end();) {
    const auto end = next + std::min<std::ptrdiff_t>(
                                log.end() - next,
                                static_cast<std::ptrdiff_t>(1 + dice() % 9));
    REQUIRE(history.Apply(kPartition, {next, end}).ok());
    next = end;
  }
}

void CheckTimes(const std::vector<DecodedEntry>& log, const kv::Store& store) {
  CHECK(AppendTimeAt(store, kPartition, 0).value() == absl::InfinitePast());
  for (const DecodedEntry& entry : log) {
    REQUIRE(AppendTimeAt(store, kPartition, entry.position).value() ==
            entry.append_time);
  }
  for (int second = -1; second < 400; ++second) {
    const absl::Time time =
        log.front().append_time + absl::Seconds(second) + absl::Milliseconds(1);
    std::uint64_t last = 0;
    for (const DecodedEntry& entry : log) {
      if (entry.append_time <= time) last = entry.position;
    }
    REQUIRE(LastAppendedBy(store, kPartition, time, log.size()).value() ==
            last);
  }
  CHECK(LastAppendedBy(store, kPartition, absl::InfiniteFuture(), 10).value() ==
        10);
}

TEST_CASE("The time of every position is known, and the last one by any time") {
  std::mt19937 dice(5);
  const testing::TempDirectory directory;
  const auto store =
      kv::Store::Open(directory.path() / "data", FamilySpecs()).value();
  const auto history = History::Open(*store, kPartitions).value();
  const auto log = RandomLog(dice, 300);
  Apply(log, dice, *history);
  CheckTimes(log, *store);
}

TEST_CASE("A store from before times were kept makes them when it is opened") {
  std::mt19937 dice(6);
  const testing::TempDirectory directory;
  const auto store =
      kv::Store::Open(directory.path() / "data", FamilySpecs()).value();
  const auto log = RandomLog(dice, 300);
  Apply(log, dice, *History::Open(*store, kPartitions).value());
  kv::Batch batch(*store);
  batch.Clear(kAppendTimes);
  REQUIRE(store->Commit(std::move(batch), kv::Durability::kSynced).ok());
  REQUIRE(base::ReasonOf(AppendTimeAt(*store, kPartition, 1).status()) ==
          base::Reason::REASON_STORE_CORRUPT);

  const auto history = History::Open(*store, kPartitions).value();

  CheckTimes(log, *store);
}

}  // namespace
}  // namespace creditproof::record_store
