#include "libs/changelog/embedded_log.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/changelog/conformance.h"
#include "libs/changelog/temp_log.h"

namespace creditproof::changelog {
namespace {

TEST_CASE("The embedded log conforms") {
  CheckConformance([] { return std::make_unique<TempLog>(); });
}

TEST_CASE("The embedded log refuses what it cannot name") {
  TempLog temp;
  const auto append = [&](const std::string& id) {
    return temp.log().AppendAll(0, {{id, "x"}}).status();
  };
  CHECK(absl::IsInvalidArgument(append("")));
  CHECK(absl::IsInvalidArgument(append(std::string(65, 'a'))));
  CHECK(append(std::string(64, 'a')).ok());

  const absl::Status elsewhere =
      temp.log().AppendAll(kPartitions, {{"a", "x"}}).status();
  CHECK(base::ReasonOf(elsewhere) == base::Reason::REASON_WRONG_PARTITION);
}

// One append as a thread saw it.
struct Seen {
  std::uint32_t partition;
  Append append;
  Appended appended;
};

// Random batches; ids are few, so that threads meet on them.
std::vector<Seen> AppendAtRandom(ChangeLog& log, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) {
    return static_cast<unsigned>(random() % n);
  };
  std::vector<Seen> seen;
  for (int i = 0; i < 60; ++i) {
    const std::uint32_t partition = below(kPartitions);
    std::vector<Append> appends(below(5));
    for (Append& append : appends) {
      append = {absl::StrCat("id", below(400)), absl::StrCat(seed, "/", i)};
    }
    const auto appended = log.AppendAll(partition, appends);
    if (!appended.ok()) return {};
    for (std::size_t k = 0; k < appends.size(); ++k) {
      seen.push_back({partition, appends[k], (*appended)[k]});
    }
  }
  return seen;
}

TEST_CASE("Random appends of 8 threads agree with what the log holds") {
  constexpr unsigned kThreads = 8;
  TempLog temp;
  std::vector<std::vector<Seen>> seen(kThreads);
  {
    std::vector<std::jthread> threads;
    for (unsigned t = 0; t < kThreads; ++t) {
      threads.emplace_back(
          [&, t] { seen[t] = AppendAtRandom(temp.log(), t + 1); });
    }
  }
  temp.Reopen();

  std::size_t entries = 0;
  std::map<std::uint32_t, std::vector<LogEntry>> held;
  for (std::uint32_t partition = 0; partition < kPartitions; ++partition) {
    held[partition] = ReadVerified(temp.log(), partition);
    entries += held[partition].size();
  }
  std::size_t firsts = 0;
  for (const auto& of_thread : seen) {
    REQUIRE_FALSE(of_thread.empty());
    for (const auto& [partition, append, appended] : of_thread) {
      REQUIRE(appended.position <= held[partition].size());
      const auto stored =
          DecodeStored(held[partition][appended.position - 1].stored);
      REQUIRE(stored.ok());
      CHECK(stored->append_id == append.id);
      if (appended.duplicate) continue;
      CHECK(stored->change == append.change);
      ++firsts;
    }
  }
  CHECK(firsts == entries);
}

}  // namespace
}  // namespace creditproof::changelog
