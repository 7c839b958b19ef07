// Files that cannot be delivered at all: a clear message, and exit status 1.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

TEST_CASE("A file that cannot be read as a whole is refused, saying why") {
  const Installation installation;

  SECTION("no CSV") {
    const std::string pdf("%PDF-1.7\n\0\1\2\3\n", 14);
    const Outcome outcome = installation.Ingest("a.csv", pdf, "penalties");
    CHECK(outcome.exit_status == 1);
    CHECK_FALSE(outcome.text.empty());
  }
  SECTION("empty") {
    CHECK(installation.Ingest("a.csv", "", "penalties").exit_status == 1);
  }
  SECTION("a mandatory column is missing") {
    Cells row = Penalty(kCode);
    row.erase("行政处罚决定书文号");
    const Outcome outcome =
        installation.Ingest("a.csv", Csv({row}), "penalties");
    CHECK(outcome.exit_status == 1);
    CHECK(Contains(outcome.text, "行政处罚决定书文号"));
  }
  SECTION("a source nobody registered") {
    const Outcome outcome =
        installation.Ingest("a.csv", Csv({Penalty(kCode)}), "nobody");
    CHECK(outcome.exit_status == 1);
    CHECK(Contains(outcome.text, "nobody"));
  }
  SECTION("a file that is not there") {
    const Outcome outcome = installation.Tool(
        {"ingest", installation.File("absent.csv"), "--source", "penalties"});
    CHECK(outcome.exit_status == 1);
    CHECK(Contains(outcome.text, "absent.csv"));
  }
  CHECK_FALSE(std::filesystem::exists(installation.File("a.csv.receipt")));
}

TEST_CASE("Wrong usage has a status of its own") {
  const auto status = [](std::vector<std::string> command) {
    command.insert(command.begin(), Binary("creditproof"));
    return testing::Run(command).exit_status;
  };
  CHECK(status({}) == 2);
  CHECK(status({"no-such-command"}) == 2);
  CHECK(status({"check"}) == 2);
  CHECK(status({"check", "91230103TE00000104"}) == 2);
  CHECK(status({"check", kCode, "--areas", "没有这个领域"}) == 2);
  CHECK(status({"check", kCode, "--from", "2023-02-30"}) == 2);
  CHECK(status({"issue", kCode, "--scenario", "其他类", "--out",
                "/absent/folder/report.pdf"}) == 2);
  CHECK(status({"verify"}) == 2);
  CHECK(status({"verify", "--number", "X", "--offline", "--keys", "."}) == 2);
  CHECK(status({"verify", "a.pdf", "--offline"}) == 2);
  CHECK(status({"check", "--help"}) == 0);
  CHECK(status({"check", kCode, "--config", "/absent"}) == 1);
}

TEST_CASE("Codes are judged off line") {
  const auto run = [](const std::string& code) {
    return Read(testing::Run({Binary("creditproof"), "--json", "code", code}));
  };
  CHECK(run(kCode).exit_status == 0);
  CHECK(run("91230103te00000103").exit_status == 0);
  const Outcome wrong = run("91230103TE00000104");
  CHECK(wrong.exit_status == 3);
  CHECK(wrong.json["rule"] == "CHECK");
}

}  // namespace
}  // namespace creditproof::tests
