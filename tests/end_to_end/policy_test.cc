// A policy from its candidate to the verdict that follows from it.
#include <catch2/catch.hpp>

#include "absl/strings/str_replace.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

std::string Shipped(const std::string& id) {
  return ReadWhole(SourceFile("deploy/policies/" + id + ".textproto"));
}

TEST_CASE("A policy takes two administrators and decides the next check") {
  Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  REQUIRE(
      installation.Ingest("penalties.csv", Csv({Penalty(kCode)}), "penalties")
          .exit_status == 0);
  const Outcome before = installation.Tool({"check", kCode});
  REQUIRE(before.exit_status == 3);
  CHECK(before.json["policy"] == "heilongjiang-2024@1");

  const std::string file = installation.File("national.textproto");
  WriteWhole(file, Shipped("national-2025"));
  const Outcome proposed = installation.Tool(
      {"policy", "propose", file, "--reason", "发改财金〔2025〕565号"});
  INFO(proposed.text);
  REQUIRE(proposed.exit_status == 0);
  CHECK(proposed.json["state"] == "OPEN");
  CHECK(proposed.json["replaces"] == "heilongjiang-2024 1");
  const std::string id = proposed.json["proposal"];

  const Outcome own = installation.Tool({"policy", "approve", id});
  CHECK(own.exit_status == 1);
  CHECK(Contains(own.text, "another administrator"));
  CHECK(installation.SecondTool({"policy", "proposals"}).json["proposal"] ==
        id);
  REQUIRE(installation.SecondTool({"policy", "approve", id}).exit_status == 0);

  const Outcome after = installation.Tool({"check", kCode});
  CHECK(after.exit_status == 3);
  CHECK(after.json["policy"] == "national-2025@1");
  const Outcome elsewhere =
      installation.Tool({"check", kCode, "--areas", "税务"});
  CHECK(elsewhere.exit_status == 0);  // chosen areas only
  const Outcome shown = installation.Tool({"policy", "show"});
  CHECK(shown.json["policy"]["area_scope"] == "AREA_SCOPE_SELECTED");
  CHECK(shown.json["proposer"] == "admin.creditproof");
  CHECK(shown.json["approver"] == "second-admin.creditproof");
}

TEST_CASE("A candidate that cannot stand is told where, and nothing changes") {
  const Installation installation;
  const std::string file = installation.File("bad.textproto");
  const auto [was, becomes, told] =
      GENERATE(table<const char*, const char*, const char*>(
          {{"AREA_SCOPE_ANY", "AREA_SCOPE_SOME", "line 24, column 13"},
           {"end_date: \"2026-09-30\"", "end_date: \"2026-09-31\"",
            "line 63, column 1"},
           {"version: 1", "version: 1 version: 2", "line 5, column 12"}}));
  WriteWhole(file, absl::StrReplaceAll(Shipped("heilongjiang-2024"),
                                       {{was, becomes}}));
  const Outcome refused =
      installation.Tool({"policy", "propose", file, "--reason", "试"});
  CHECK(refused.exit_status == 1);
  INFO(refused.text);
  CHECK(Contains(refused.text, told));
  CHECK(installation.Tool({"policy", "proposals"}).json.is_null());
  CHECK(installation.Tool({"policy", "show"}).json["version"] == 1);
}

TEST_CASE("The plan that has ended goes on, and the administrator is told") {
  const Installation installation;
  const Outcome list = installation.Tool({"policy", "list"});
  REQUIRE(list.json["alerts"].size() == 1);  // it ended on 2026-09-30
  CHECK(list.json["alerts"][0]["kind"] == "ENDED_CONTINUES");
  CHECK(installation.Tool({"status"}).json["alerts"] ==
        Json::array({list.json["alerts"][0]["message"]}));
}

}  // namespace
}  // namespace creditproof::tests
