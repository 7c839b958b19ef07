// A department reconciles its table through the tool, and can prove what came
// of it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

Outcome Reconcile(const Installation& installation,
                  const std::vector<Cells>& rows,
                  const std::string& statement = "own.reconciliation") {
  WriteWhole(installation.File("own.csv"), Csv(rows));
  return installation.Tool({"reconcile", installation.File("own.csv"),
                            "--source", "penalties", "--statement",
                            installation.File(statement)});
}

Outcome Verify(const Installation& installation, const std::string& file) {
  return installation.Tool({"receipt", "verify", installation.File(file),
                            "--keys", installation.directory() / "keys"});
}

TEST_CASE("What differs stands open until a reconciliation finds it equal") {
  const Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);

  const Outcome differs = Reconcile(installation, {Penalty(kCode)});
  INFO(differs.text << differs.json.dump());
  CHECK(differs.exit_status == 3);
  REQUIRE(differs.json["differences"].size() == 1);
  CHECK(differs.json["differences"][0]["kind"] == "MISSING_ON_PLATFORM");
  CHECK(differs.json["opened"] == 1);
  const Json listed =
      installation.Tool({"mismatch", "list", "--source", "penalties"}).json;
  CHECK(listed["subject"] == "subjects/" + kCode);
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["mismatches"].size() == 1; });

  REQUIRE(installation.Ingest("own.csv", Csv({Penalty(kCode)}), "penalties")
              .exit_status == 0);
  const Outcome equal =
      Reconcile(installation, {Penalty(kCode)}, "equal.reconciliation");
  INFO(equal.text << equal.json.dump());
  CHECK(equal.exit_status == 0);
  CHECK(equal.json["closed"] == 1);
  CHECK(installation.Tool({"mismatch", "list", "--source", "penalties"})
            .json.is_null());
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["mismatches"].empty(); });

  const Outcome proven = Verify(installation, "equal.reconciliation");
  INFO(proven.text << proven.json.dump());
  CHECK(proven.exit_status == 0);
  CHECK(proven.json["sort"] == "RECONCILIATION");
  CHECK(proven.json["closed"] == 1);
  std::string altered = ReadWhole(installation.File("equal.reconciliation"));
  altered[10] = static_cast<char>(altered[10] ^ 1);
  WriteWhole(installation.File("altered.reconciliation"), altered);
  CHECK(Verify(installation, "altered.reconciliation").exit_status == 3);
}

TEST_CASE("Under the plan of 2024 a mismatch leaves the verdict open") {
  Installation installation;
  const std::string other = CodeNumber(2);
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  REQUIRE(installation.Ingest("other.csv", Csv({Penalty(other)}), "penalties")
              .exit_status == 0);
  const auto check = [&] {
    return installation.ToolOnceConnected(
        {"check", kCode, "--areas", "市场监管"});
  };
  REQUIRE(check().exit_status == 0);

  REQUIRE(
      Reconcile(installation, {Penalty(other), Penalty(kCode)}).exit_status ==
      3);
  const Outcome open = check();
  INFO(open.text << open.json.dump());
  CHECK(open.exit_status == 5);
  CHECK(
      Contains(open.json.dump(), "黑龙江省双公示归集（演示），12345（演示）"));

  REQUIRE(Reconcile(installation, {Penalty(other)}, "equal.reconciliation")
              .exit_status == 0);
  CHECK(check().exit_status == 0);
}

TEST_CASE("A table with rows left out is not equal, one not read fails") {
  const Installation installation;
  const Outcome left_out =
      Reconcile(installation, {Penalty("91230103TE00000104")});
  INFO(left_out.text << left_out.json.dump());
  CHECK(left_out.exit_status == 3);
  CHECK(left_out.json["equal"] == false);
  CHECK(left_out.json["uncounted"] == 1);
  CHECK(left_out.json["differences"].empty());
  CHECK(Verify(installation, "own.reconciliation").json["uncounted_rows"] == 1);

  WriteWhole(installation.File("none.csv"), "no,layout\r\n1,2\r\n");
  CHECK(installation
            .Tool({"reconcile", installation.File("none.csv"), "--source",
                   "penalties"})
            .exit_status == 1);
}

TEST_CASE("An administrator dismisses what nobody reconciles any more") {
  const Installation installation;
  REQUIRE(Reconcile(installation, {Penalty(kCode)}).exit_status == 3);
  const std::string name =
      installation.Tool({"mismatch", "list", "--source", "penalties"})
          .json["name"];

  const Outcome dismissed = installation.Tool(
      {"mismatch", "dismiss", name, "--reason", "该单位已撤并"});

  INFO(dismissed.text);
  CHECK(dismissed.exit_status == 0);
  CHECK(installation.Tool({"mismatch", "list", "--source", "penalties"})
            .json.is_null());
}

}  // namespace
}  // namespace creditproof::tests
