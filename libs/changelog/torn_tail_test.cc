// What a crash leaves of the file that was being written, and what a clock that
// goes back leaves in the log.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/changelog/embedded_log.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::changelog {
namespace {

namespace fs = std::filesystem;

constexpr int kEntries = 12;

// An open log in a folder of the test's.
struct OpenLog {
  explicit OpenLog(const fs::path& folder,
                   base::Clock clock = base::SystemClock())
      : store(kv::Store::Open(folder, {"log", "ids"}).value()),
        log(EmbeddedLog::Open(*store, kv::Family{0}, kv::Family{1}, 1,
                              std::move(clock))
                .value()) {}

  std::uint64_t Append(const std::string& id) const {
    const auto appended = log->AppendAll(0, {{id, std::string(300, 'x')}});
    REQUIRE(appended.ok());
    return appended->front().position;
  }
  std::vector<LogEntry> All() const { return log->Read(0, 0, 1000).value(); }

  std::unique_ptr<kv::Store> store;
  std::unique_ptr<EmbeddedLog> log;
};

// The write-ahead log that RocksDB is writing.
fs::path NewestWal(const fs::path& folder) {
  fs::path newest;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".log") {
      newest = std::max(newest, entry.path());
    }
  }
  return newest;
}

// Dense from 1, each chained to the one before.
void CheckWhole(const std::vector<LogEntry>& entries) {
  std::string running;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(entries[i].position == i + 1);
    running = NextRunningSha256(running, entries[i].stored);
    CHECK(entries[i].running_sha256 == running);
  }
}

TEST_CASE("A torn end of the write-ahead log costs nothing acknowledged") {
  const testing::TempDirectory folder;
  const fs::path live = folder.path() / "live";
  std::vector<std::uintmax_t> sizes;  // of the WAL when each was acknowledged
  const OpenLog open(live);
  for (int i = 1; i <= kEntries; ++i) {
    open.Append(absl::StrCat(i));
    sizes.push_back(fs::file_size(NewestWal(live)));
  }
  // Inside of the last entries, at every length or nearly so.
  for (std::uintmax_t length = sizes[kEntries - 3]; length <= sizes.back();
       length += 7) {
    CAPTURE(length);
    const fs::path torn = folder.path() / absl::StrCat("torn-", length);
    fs::copy(live, torn);
    fs::resize_file(NewestWal(torn), length);

    const OpenLog reopened(torn);

    const std::vector<LogEntry> entries = reopened.All();
    std::size_t acknowledged = 0;
    while (acknowledged < sizes.size() && sizes[acknowledged] <= length) {
      ++acknowledged;
    }
    CHECK(entries.size() == acknowledged);
    CheckWhole(entries);
    CHECK(reopened.Append(absl::StrCat(kEntries)) ==
          std::min<std::uint64_t>(acknowledged + 1, kEntries));
    fs::remove_all(torn);
  }
}

TEST_CASE("A clock that goes back makes neither positions nor times go back") {
  const testing::TempDirectory folder;
  absl::Time now = absl::FromUnixSeconds(1'790'000'000);
  const base::Clock clock = [&now] { return now; };
  {
    const OpenLog open(folder.path(), clock);
    open.Append("a");
    now -= absl::Hours(1);
    open.Append("b");
  }
  const OpenLog reopened(folder.path(), clock);
  reopened.Append("c");
  now += absl::Hours(2);
  reopened.Append("d");

  const std::vector<LogEntry> entries = reopened.All();
  REQUIRE(entries.size() == 4);
  CheckWhole(entries);
  std::vector<std::int64_t> seconds;
  for (const LogEntry& entry : entries) {
    seconds.push_back(
        absl::ToUnixSeconds(DecodeStored(entry.stored)->append_time));
  }
  CHECK(seconds == std::vector<std::int64_t>{1'790'000'000, 1'790'000'000,
                                             1'790'000'000, 1'790'003'600});
}

}  // namespace
}  // namespace creditproof::changelog
