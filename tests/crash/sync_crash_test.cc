// The sync job, or the platform under it, is killed again and again.
#include <catch2/catch.hpp>
#include <chrono>
#include <optional>
#include <random>
#include <thread>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

namespace fs = std::filesystem;

constexpr int kFiles = 12;
constexpr int kRows = 300;
constexpr int kKills = 25;
constexpr int kMostWaitMs = 250;

std::string NameOfFile(int file) { return "f" + std::to_string(file) + ".csv"; }

std::string File(int file) {
  std::vector<Cells> rows;
  for (int row = 0; row < kRows; ++row) {
    const int number = file * kRows + row;
    rows.push_back(
        Penalty(CodeNumber(number),
                {{"行政处罚决定书文号",
                  "哈市监罚〔2023〕" + std::to_string(number) + "号"}}));
  }
  return Csv(rows);
}

TEST_CASE("Kills of sync and ingestion lose no file and deliver none twice") {
  Installation installation;
  std::mt19937 random(20261128);
  const fs::path drop = installation.File("drop");
  fs::create_directory(drop);
  const std::vector<std::string> sync = {"sync", drop, "--source", "penalties"};
  std::optional<testing::Process> job(installation.ToolProcess(sync));

  for (int kill = 0; kill < kKills; ++kill) {
    if (kill < kFiles) {
      WriteWhole(drop / (NameOfFile(kill) + ".part"), File(kill));
      fs::rename(drop / (NameOfFile(kill) + ".part"), drop / NameOfFile(kill));
    }
    std::this_thread::sleep_for(
        std::chrono::milliseconds(random() % kMostWaitMs));
    if (random() % 3 == 0) {
      installation.Kill("ingestion");
      installation.Restart("ingestion");
    } else {
      job.reset();  // kill -9
      job.emplace(installation.ToolProcess(sync));
    }
  }

  for (int file = 0; file < kFiles; ++file) {
    const fs::path done = drop / "done" / NameOfFile(file);
    WaitUntil(NameOfFile(file) + " is done", [&] { return fs::exists(done); });
    CHECK(ReadWhole(done) == File(file));
    CHECK(fs::exists(done.string() + ".receipt"));
    CHECK_FALSE(fs::exists(drop / NameOfFile(file)));
  }
  CHECK(fs::is_empty(drop / "rejected"));
  WaitUntil("nothing is under way",
            [&] { return fs::is_empty(drop / ".creditproof-sync" / "taken"); });
  for (int file = 0; file < kFiles; ++file) {
    const Outcome known =
        installation.Ingest("known.csv", File(file) + "\r\n", "penalties");
    CHECK(known.json["rows"] == Json{{"UNCHANGED", kRows}});
    const Outcome shown = installation.ShowOnce(
        CodeNumber(file * kRows),
        [](const Json& json) { return !json["records"].empty(); });
    CHECK(shown.json["records"].size() == 1);
  }
}

}  // namespace
}  // namespace creditproof::tests
