#include "libs/changelog/conformance.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"

namespace creditproof::changelog {
namespace {

std::vector<std::uint64_t> Positions(const std::vector<Appended>& appended) {
  std::vector<std::uint64_t> positions;
  for (const Appended& one : appended) positions.push_back(one.position);
  return positions;
}

std::vector<std::uint64_t> Positions(const std::vector<LogEntry>& entries) {
  std::vector<std::uint64_t> positions;
  for (const LogEntry& entry : entries) positions.push_back(entry.position);
  return positions;
}

std::vector<Appended> MustAppend(ChangeLog& log, std::uint32_t partition,
                                 const std::vector<Append>& appends) {
  const auto appended = log.AppendAll(partition, appends);
  REQUIRE(appended.ok());
  REQUIRE(appended->size() == appends.size());
  return *appended;
}

StoredEntry Decode(const LogEntry& entry) {
  const auto stored = DecodeStored(entry.stored);
  REQUIRE(stored.ok());
  return *stored;
}

void CheckPositions(ChangeLog& log) {
  CHECK(log.Head(0).value() == 0);
  CHECK(log.Read(0, 0, 10).value().empty());

  CHECK(Positions(MustAppend(log, 0, {{"a", "1"}, {"b", "2"}})) ==
        std::vector<std::uint64_t>{1, 2});
  CHECK(Positions(MustAppend(log, 0, {{"c", "3"}})) ==
        std::vector<std::uint64_t>{3});
  CHECK(Positions(MustAppend(log, 1, {{"a", "other"}})) ==
        std::vector<std::uint64_t>{1});

  CHECK(log.Head(0).value() == 3);
  CHECK(log.Head(1).value() == 1);
  const auto entries = ReadVerified(log, 0);
  REQUIRE(entries.size() == 3);
  CHECK(Decode(entries[1]).append_id == "b");
  CHECK(Decode(entries[1]).change == "2");
}

void CheckDuplicates(ChangeLog& log) {
  MustAppend(log, 0, {{"a", "1"}, {"b", "2"}});

  const auto again =
      MustAppend(log, 0, {{"b", "2"}, {"c", "3"}, {"c", "3"}, {"a", "1"}});

  CHECK(Positions(again) == std::vector<std::uint64_t>{2, 3, 3, 1});
  CHECK(again[0].duplicate);
  CHECK_FALSE(again[1].duplicate);
  CHECK(again[2].duplicate);
  CHECK(again[3].duplicate);
  CHECK(log.PositionOf(0, "c").value() == 3);
  CHECK(log.PositionOf(0, "d").value() == 0);
  CHECK(log.PositionOf(1, "c").value() == 0);
  CHECK(ReadVerified(log, 0).size() == 3);
}

void CheckRanges(ChangeLog& log) {
  for (int i = 1; i <= 10; ++i) {
    MustAppend(log, 2, {{absl::StrCat("id", i), absl::StrCat(i)}});
  }
  CHECK(Positions(log.Read(2, 0, 3).value()) ==
        std::vector<std::uint64_t>{1, 2, 3});
  CHECK(Positions(log.Read(2, 8, 100).value()) ==
        std::vector<std::uint64_t>{9, 10});
  CHECK(log.Read(2, 10, 100).value().empty());
  CHECK(log.Read(2, 11, 100).value().empty());
  CHECK(log.Read(2, 0, 0).value().empty());
}

void CheckReadingOfLargeEntries(ChangeLog& log) {
  const std::string large(2 << 20, 'x');
  MustAppend(log, 1, {{"a", large}, {"b", "2"}, {"c", "3"}});

  CHECK(Positions(log.Read(1, 0, 100).value()) ==
        std::vector<std::uint64_t>{1});
  CHECK(Positions(log.Read(1, 1, 100).value()) ==
        std::vector<std::uint64_t>{2, 3});
}

void CheckWaiting(ChangeLog& log) {
  MustAppend(log, 3, {{"a", "1"}});
  CHECK(log.WaitPast(3, 0, absl::InfiniteDuration()).value() == 1);
  CHECK(log.WaitPast(3, 1, absl::ZeroDuration()).value() == 1);

  std::uint64_t woken_at = 0;
  std::jthread waiter(
      [&] { woken_at = log.WaitPast(3, 1, absl::InfiniteDuration()).value(); });
  MustAppend(log, 3, {{"b", "2"}});
  waiter.join();
  CHECK(woken_at == 2);
}

void CheckAppenders(ChangeLog& log) {
  constexpr int kThreads = 16;
  constexpr int kAppends = 40;
  std::vector<std::vector<Appended>> results(kThreads);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kAppends; ++i) {
          const auto appended =
              log.AppendAll(0, {{absl::StrCat(t, "-", i, "-first"), "x"},
                                {absl::StrCat(t, "-", i, "-second"), "y"}});
          if (!appended.ok()) return;
          auto& mine = results[static_cast<std::size_t>(t)];
          mine.insert(mine.end(), appended->begin(), appended->end());
        }
      });
    }
  }

  const auto entries = ReadVerified(log, 0);
  REQUIRE(entries.size() == 2 * kThreads * kAppends);
  for (std::size_t t = 0; t < kThreads; ++t) {
    REQUIRE(results[t].size() == 2 * kAppends);
    for (std::size_t i = 0; i < results[t].size(); i += 2) {
      const std::uint64_t first = results[t][i].position;
      CHECK(results[t][i + 1].position == first + 1);
      CHECK(Decode(entries[first - 1]).append_id ==
            absl::StrCat(t, "-", i / 2, "-first"));
    }
  }
}

void CheckReopening(LogUnderTest& under_test) {
  MustAppend(under_test.log(), 0, {{"a", "1"}, {"b", "2"}});
  const auto before = ReadVerified(under_test.log(), 0);

  under_test.Reopen();

  CHECK(under_test.log().Head(0).value() == 2);
  const auto appended =
      MustAppend(under_test.log(), 0, {{"b", "2"}, {"c", "3"}});
  CHECK(Positions(appended) == std::vector<std::uint64_t>{2, 3});
  const auto after = ReadVerified(under_test.log(), 0);
  REQUIRE(after.size() == 3);
  CHECK(after[1].stored == before[1].stored);
}

std::vector<LogEntry> ReadAll(const ChangeLog& log, std::uint32_t partition) {
  std::vector<LogEntry> all;
  while (true) {
    const auto some = log.Read(partition, all.size(), 1000);
    REQUIRE(some.ok());
    if (some->empty()) return all;
    all.insert(all.end(), some->begin(), some->end());
  }
}

}  // namespace

std::vector<LogEntry> ReadVerified(const ChangeLog& log,
                                   std::uint32_t partition) {
  const std::vector<LogEntry> entries = ReadAll(log, partition);
  std::string running(32, '\0');
  std::uint64_t position = 0;
  std::set<std::string> ids;
  for (const LogEntry& entry : entries) {
    REQUIRE(entry.position == ++position);
    running = crypto::Sha256(running + crypto::Sha256(entry.stored));
    REQUIRE(entry.running_sha256 == running);
    REQUIRE(ids.insert(Decode(entry).append_id).second);
  }
  REQUIRE(log.Head(partition).value() == position);
  return entries;
}

void CheckConformance(
    const std::function<std::unique_ptr<LogUnderTest>()>& make) {
  const auto under_test = make();
  ChangeLog& log = under_test->log();
  SECTION("positions are dense in each partition") { CheckPositions(log); }
  SECTION("an id is appended once") { CheckDuplicates(log); }
  SECTION("a reading stays within its range") { CheckRanges(log); }
  SECTION("a reading is bounded") { CheckReadingOfLargeEntries(log); }
  SECTION("a wait ends when the head is past") { CheckWaiting(log); }
  SECTION("concurrent appenders lose nothing") { CheckAppenders(log); }
  SECTION("all is there after reopening") { CheckReopening(*under_test); }
}

}  // namespace creditproof::changelog
