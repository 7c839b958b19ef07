// The disk of ingestion fills up, and has room again.
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

constexpr int kBefore = 50;
constexpr int kRows = 8000;

std::string File(int first, int rows) {
  std::vector<Cells> penalties;
  for (int row = first; row < first + rows; ++row) {
    penalties.push_back(Penalty(
        CodeNumber(row), {{"行政处罚决定书文号",
                           "哈市监罚〔2023〕" + std::to_string(row) + "号"}}));
  }
  return Csv(penalties);
}

std::uintmax_t LargestFile(const std::filesystem::path& folder) {
  std::uintmax_t largest = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) largest = std::max(largest, entry.file_size());
  }
  return largest;
}

int RowsAnswered(const std::string& text) {
  std::smatch match;
  const std::regex said("已答复的 ([0-9]+) 行");
  return std::regex_search(text, match, said) ? std::stoi(match[1]) : 0;
}

TEST_CASE(
    "A full disk loses nothing acknowledged, and delivery goes on after") {
  Installation installation;
  REQUIRE(installation.Ingest("before.csv", File(0, kBefore), "penalties")
              .exit_status == 0);
  const auto data = installation.directory() / "data";

  installation.LimitFileSize("ingestion", LargestFile(data) + (6 << 20));
  const Outcome full =
      installation.Ingest("rows.csv", File(kBefore, kRows), "penalties");
  INFO(full.text);
  CHECK(full.exit_status == 1);
  CHECK(Contains(full.text, "UNAVAILABLE"));
  const int answered = RowsAnswered(full.text);
  REQUIRE(answered > 0);
  CHECK(answered < kRows);
  CHECK(installation.Running("ingestion"));
  // What was there is still told, and still followed.
  installation.ShowOnce(
      CodeNumber(kBefore + answered - 1),
      [](const Json& json) { return json["records"].size() == 1; });

  // A file that may not grow is, unlike a full disk, final for RocksDB: the
  // process goes on reading, and writes again when it is started again.
  installation.Kill("ingestion");
  installation.Restart("ingestion");
  const Outcome after = installation.ToolOnceConnected(
      {"ingest", installation.File("rows.csv"), "--source", "penalties"});
  CHECK(after.json["rows"] == Json{{"ACCEPTED", kRows}});

  const Outcome known = installation.Ingest(
      "known.csv", File(0, kBefore + kRows) + "\r\n", "penalties");
  CHECK(known.json["rows"] == Json{{"UNCHANGED", kBefore + kRows}});
}

}  // namespace
}  // namespace creditproof::tests
