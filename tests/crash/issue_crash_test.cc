// A service is killed while a report is issued.
#include <catch2/catch.hpp>
#include <set>

#include "absl/strings/str_format.h"
#include "tests/crash/random_kill.h"
#include "tests/installation/delivery_file.h"

namespace creditproof::tests {
namespace {

constexpr int kRounds = 16;  // the first one undisturbed

std::vector<std::string> IssueCommand(const Installation& installation,
                                      int round) {
  return {
      "issue",        CodeNumber(round),
      "--scenario",   "其他类",
      "--request-id", absl::StrFormat("00000000-0000-4000-8000-%012d", round),
      "--out",        installation.File(absl::StrFormat("%d.pdf", round))};
}

TEST_CASE("A crash while issuing neither loses a report nor spends a number") {
  Installation installation;
  RandomKill random_kill(20261124);
  std::vector<Cells> registry;
  for (int i = 0; i < kRounds; ++i) {
    registry.push_back(Registered(CodeNumber(i)));
  }
  REQUIRE(installation.Ingest("registry.csv", Csv(registry), "registry")
              .exit_status == 0);
  REQUIRE(installation
              .Ingest("penalties.csv", Csv({Penalty(CodeNumber(kRounds))}),
                      "penalties")
              .exit_status == 0);

  const auto span = Undisturbed(installation, IssueCommand(installation, 0));
  int cut_off = 0;
  std::set<std::string> numbers;
  for (int round = 1; round < kRounds; ++round) {
    CAPTURE(round);
    const auto pdf = installation.File(absl::StrFormat("%d.pdf", round));
    const auto issue = IssueCommand(installation, round);

    const Outcome crashed = random_kill.During(
        installation, issue,
        {"report-rendering", "verification", "eligibility-check", "ingestion"},
        span);
    cut_off += crashed.exit_status == 0 ? 0 : 1;
    const std::string before =
        crashed.exit_status == 0 ? ReadWhole(pdf) : std::string();

    const Outcome again = installation.ToolOnceConnected(issue);
    INFO(again.text << again.json.dump());
    REQUIRE(again.exit_status == 0);
    const std::string bytes = ReadWhole(pdf);
    if (crashed.exit_status == 0) {
      CHECK(again.json["number"] == crashed.json["number"]);
      CHECK(bytes == before);
    }
    const Outcome once_more = installation.ToolOnceConnected(issue);
    CHECK(once_more.json["number"] == again.json["number"]);
    CHECK(ReadWhole(pdf) == bytes);
    CHECK(numbers.insert(again.json["number"]).second);
    CHECK(installation.ToolOnceConnected({"verify", pdf}).exit_status == 0);
  }
  CHECK(cut_off > 0);
}

}  // namespace
}  // namespace creditproof::tests
