// A list of all that stands, and what becomes of what it lacks.
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

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
                           const std::string& day) {
    WriteWhole(installation.File(name), file);
    return installation.Tool({"ingest", installation.File(name), "--source",
                              "penalties", "--snapshot", day});
  };
  Outcome outcome = deliver("a.csv", Penalties(0, 30), "2026-06-01");
  INFO(outcome.text);
  REQUIRE(outcome.exit_status == 0);
  outcome = deliver("b.csv", Penalties(0, 29), "2026-06-02");
  REQUIRE(outcome.exit_status == 0);
  CHECK(outcome.json["sweep"]["lapsed"] == 1);
  outcome = deliver("a.csv", Penalties(0, 28), "2026-06-01");
  CHECK(outcome.exit_status == 1);
  CHECK(Contains(outcome.text, "2026-06-02"));

  outcome = deliver("c.csv", Penalties(0, 10), "2026-06-03");
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

}  // namespace
}  // namespace creditproof::tests
