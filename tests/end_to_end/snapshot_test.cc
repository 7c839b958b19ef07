// A list of all that stands, and what becomes of what it lacks.
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

namespace fs = std::filesystem;

const std::string kCode = "91230103TE00000103";

std::string Penalties(int first, int last) {
  std::vector<Cells> rows;
  for (int n = first; n < last; ++n) {
    Cells row = Penalty(kCode);
    row["行政处罚决定书文号"] = absl::StrCat("快照", n, "号");
    rows.push_back(row);
  }
  return Csv(rows);
}

TEST_CASE("What a snapshot lacks lapses, too much of it once confirmed") {
  const Installation installation;
  const auto deliver = [&](const std::string& name, const std::string& file,
                           const std::string& day, int rows) {
    WriteWhole(installation.File(name), file);
    return installation.Tool({"ingest", installation.File(name), "--source",
                              "penalties", "--snapshot", day, "--rows",
                              absl::StrCat(rows)});
  };
  Outcome outcome = deliver("a.csv", Penalties(0, 30), "2026-06-01", 30);
  INFO(outcome.text);
  REQUIRE(outcome.exit_status == 0);
  outcome = deliver("b.csv", Penalties(0, 29), "2026-06-02", 29);
  REQUIRE(outcome.exit_status == 0);
  CHECK(outcome.json["sweep"]["lapsed"] == 1);
  outcome = deliver("a.csv", Penalties(0, 28), "2026-06-01", 28);
  CHECK(outcome.exit_status == 1);
  CHECK(Contains(outcome.text, "2026-06-02"));

  outcome = deliver("c.csv", Penalties(0, 10), "2026-06-03", 10);
  CHECK(outcome.exit_status == 3);
  CHECK(outcome.json["sweep"]["withheld"] == 19);
  const std::string id = outcome.json["delivery"];
  outcome =
      installation.Tool({"delivery", "show", id, "--source", "penalties"});
  CHECK(outcome.json["sweep_state"] == "WITHHELD");
  outcome =
      installation.Tool({"delivery", "confirm", id, "--source", "penalties"});
  CHECK(outcome.exit_status == 0);
  CHECK(outcome.json["sweep"]["lapsed"] == 19);
  outcome = installation.Tool(
      {"delivery", "list", "--source", "penalties", "--limit", "1"});
  CHECK(outcome.json["sweep_state"] == "SWEPT");
}

TEST_CASE(
    "A mistaken snapshot is undone by the right file, sent as a new one") {
  const Installation installation;
  const auto deliver = [&](int records, std::vector<std::string> more = {}) {
    const fs::path file = installation.File(absl::StrCat(records, ".csv"));
    WriteWhole(file, Penalties(0, records));
    std::vector<std::string> arguments = {
        "ingest", file, "--source", "penalties", "--snapshot", "2026-06-01"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return installation.Tool(arguments);
  };
  REQUIRE(deliver(30, {"--rows", "30"}).exit_status == 0);
  Outcome outcome = deliver(29);
  CHECK(outcome.exit_status == 0);
  CHECK(outcome.json["sweep"]["lapsed"] == 1);

  outcome = deliver(30, {"--rows", "30"});
  CHECK(outcome.exit_status == 3);
  CHECK(outcome.json["displaced_by_date"] == "2026-06-01");
  CHECK(outcome.json["lapsed_since"] == 1);

  outcome = deliver(30, {"--rows", "30", "--again", "2"});
  CHECK(outcome.exit_status == 0);
  CHECK(outcome.json["rows"] == Json{{"UNCHANGED", 29}, {"REVISED", 1}});
}

}  // namespace
}  // namespace creditproof::tests
