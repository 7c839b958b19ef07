#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/changelog/temp_log.h"
#include "libs/testing/power_loss_env.h"

namespace creditproof::changelog {
namespace {

constexpr int kThreads = 8;

struct Acknowledged {
  std::uint32_t partition;
  std::string id;
  std::uint64_t position;
};

// Appends to all partitions in turn until it fails; counts what it gets.
std::vector<Acknowledged> AppendUntilFailure(ChangeLog& log,
                                             const std::string& name,
                                             std::atomic<int>& count) {
  std::vector<Acknowledged> acknowledged;
  for (std::uint32_t i = 0;; ++i) {
    const std::string id = absl::StrCat(name, "-", i);
    const auto appended =
        log.AppendAll(i % kPartitions, {{id, std::string(100, 'x')}});
    if (!appended.ok()) return acknowledged;
    acknowledged.push_back({i % kPartitions, id, appended->front().position});
    ++count;
    count.notify_one();
  }
}

// Appends from several threads and cuts the power after `enough`.
std::vector<Acknowledged> AppendUntilCut(TempLog& temp,
                                         testing::PowerLossEnv& disk, int round,
                                         int enough) {
  std::atomic<int> count = 0;
  std::vector<std::vector<Acknowledged>> of_threads(kThreads);
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      of_threads[t] =
          AppendUntilFailure(temp.log(), absl::StrCat(round, "-", t), count);
    });
  }
  for (int now = 0; now < enough; now = count) count.wait(now);
  disk.CutPower();
  threads.clear();

  std::vector<Acknowledged> all;
  for (const auto& one : of_threads)
    all.insert(all.end(), one.begin(), one.end());
  return all;
}

void CheckHolds(const ChangeLog& log, const std::vector<Acknowledged>& all) {
  std::vector<std::vector<LogEntry>> held;
  for (std::uint32_t partition = 0; partition < kPartitions; ++partition) {
    held.push_back(ReadVerified(log, partition));
  }
  for (const auto& [partition, id, position] : all) {
    REQUIRE(position <= held[partition].size());
    const auto stored = DecodeStored(held[partition][position - 1].stored);
    REQUIRE(stored.ok());
    CHECK(stored->append_id == id);
  }
}

TEST_CASE("What was acknowledged survives every loss of power") {
  TempLog temp;
  std::vector<Acknowledged> all;
  for (int round = 0; round < 6; ++round) {
    testing::PowerLossEnv disk;
    temp.Reopen(&disk);
    const auto more = AppendUntilCut(temp, disk, round, 20 + 37 * round);
    all.insert(all.end(), more.begin(), more.end());

    temp.Reopen();

    CheckHolds(temp.log(), all);
  }
}

TEST_CASE("An append that failed can be tried again with the same id") {
  TempLog temp;
  testing::PowerLossEnv disk;
  temp.Reopen(&disk);
  REQUIRE(temp.log().AppendAll(0, {{"a", "1"}}).ok());
  disk.CutPower();

  const absl::Status failed = temp.log().AppendAll(0, {{"b", "2"}}).status();
  CHECK(absl::IsUnavailable(failed));
  CHECK(base::ReasonOf(failed) == base::Reason::REASON_STORE_UNAVAILABLE);
  CHECK(temp.log().Head(0).value() == 1);
  CHECK(temp.log().Read(0, 0, 10)->size() == 1);

  temp.Reopen();
  const auto appended = temp.log().AppendAll(0, {{"a", "1"}, {"b", "2"}});
  REQUIRE(appended.ok());
  CHECK((*appended)[0].position == 1);
  CHECK((*appended)[1].position == 2);
  CHECK(ReadVerified(temp.log(), 0).size() == 2);
}

}  // namespace
}  // namespace creditproof::changelog
