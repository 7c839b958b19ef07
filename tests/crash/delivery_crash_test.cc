// A service is killed while a department delivers.
#include <catch2/catch.hpp>
#include <regex>

#include "tests/crash/random_kill.h"
#include "tests/installation/delivery_file.h"

namespace creditproof::tests {
namespace {

constexpr int kRounds = 13;  // the first two undisturbed
constexpr int kRows = 1500;

Cells PenaltyOf(int round, int row) {
  const int number = round * kRows + row;
  return Penalty(CodeNumber(number),
                 {{"行政处罚决定书文号",
                   "哈市监罚〔2023〕" + std::to_string(number) + "号"}});
}

std::string File(int round) {
  std::vector<Cells> rows;
  for (int row = 0; row < kRows; ++row) rows.push_back(PenaltyOf(round, row));
  return Csv(rows);
}

// How many rows the tool says were answered before a delivery broke off.
int RowsAnswered(const Outcome& outcome) {
  if (outcome.exit_status == 0) return kRows;
  std::smatch match;
  const std::regex said("已答复的 ([0-9]+) 行");
  return std::regex_search(outcome.text, match, said) ? std::stoi(match[1]) : 0;
}

// Exactly one record, as record-store and as eligibility-check see it.
void CheckRecorded(const Installation& installation, int round, int row) {
  const std::string code = CodeNumber(round * kRows + row);
  CAPTURE(round, row, code);
  const Outcome shown = installation.ShowOnce(
      code, [](const Json& json) { return !json["records"].empty(); });
  CHECK(shown.json["records"].size() == 1);
  // Its registration was never delivered, so the verdict is NOT_APPLICABLE.
  CHECK(installation.ToolOnceConnected({"check", code}).exit_status == 4);
}

// The command that delivers the file of a round.
std::vector<std::string> IngestCommand(const Installation& installation,
                                       int round) {
  const auto file =
      installation.File("round-" + std::to_string(round) + ".csv");
  WriteWhole(file, File(round));
  return {"ingest", file, "--source", "penalties"};
}

TEST_CASE("Nothing acknowledged is lost, nothing is doubled by a crash") {
  Installation installation;
  RandomKill random_kill(20261123);
  Undisturbed(installation, IngestCommand(installation, 0));  // all is cold
  const auto span = Undisturbed(installation, IngestCommand(installation, 1));
  int cut_off = 0;
  for (int round = 2; round < kRounds; ++round) {
    CAPTURE(round);
    const auto ingest = IngestCommand(installation, round);

    const Outcome crashed = random_kill.During(
        installation, ingest,
        {"ingestion", "ingestion", "record-store", "eligibility-check"}, span);

    INFO(crashed.text);
    cut_off += crashed.exit_status == 0 ? 0 : 1;
    if (const int answered = RowsAnswered(crashed); answered > 0) {
      CheckRecorded(installation, round, 0);
      CheckRecorded(installation, round, answered - 1);
    }
    const Outcome again = installation.ToolOnceConnected(ingest);
    CHECK(again.json["rows"] == Json{{"ACCEPTED", kRows}});
    CheckRecorded(installation, round, kRows - 1);
  }
  CHECK(cut_off > 0);

  // The same rows in another file: each is known, with the same content.
  for (int round = 0; round < kRounds; ++round) {
    const Outcome known =
        installation.Ingest("known.csv", File(round) + "\r\n", "penalties");
    INFO(known.text << known.json["rows"].dump());
    CHECK(known.json["rows"] == Json{{"UNCHANGED", kRows}});
  }
}

}  // namespace
}  // namespace creditproof::tests
