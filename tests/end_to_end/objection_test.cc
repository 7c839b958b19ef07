// A subject objects to a record, its source answers.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

bool IsObjected(const Json& shown) {
  return shown["records"].size() == 1 && shown["records"][0]["objected"];
}

TEST_CASE("An objection reaches the source, and its answer the subject") {
  const Installation installation;
  const std::string code = CodeNumber(1);
  REQUIRE(installation.Ingest("r.csv", Csv({Registered(code)}), "registry")
              .exit_status == 0);
  REQUIRE(installation.Ingest("a.csv", Csv({Penalty(code)}), "penalties")
              .exit_status == 0);
  const Outcome shown = installation.ShowOnce(
      code, [](const Json& json) { return json["records"].size() == 1; });

  const Outcome filed = installation.Tool(
      {"objection", "file", code,
       shown.json["records"][0]["record_id"].get<std::string>(), "--statement",
       "该处罚已由法院判决撤销"});
  INFO(filed.text);
  REQUIRE(filed.exit_status == 0);
  CHECK(filed.json["state"] == "OPEN");
  installation.ShowOnce(code, IsObjected);

  const Outcome listed = installation.Tool(
      {"objection", "list", "--source", "penalties", "--open"});
  INFO(listed.text);
  REQUIRE(listed.json["name"] == filed.json["name"]);
  CHECK(listed.json["statement"] == "该处罚已由法院判决撤销");

  const Outcome answered = installation.Tool(
      {"objection", "answer", listed.json["name"].get<std::string>(),
       "--answer", "经核实，决定已撤销", "--withdraw"});
  INFO(answered.text);
  REQUIRE(answered.exit_status == 0);
  installation.ShowOnce(code, [](const Json& json) {
    return !IsObjected(json) && json["records"][0]["state"] == "WITHDRAWN";
  });
  const Outcome told =
      installation.Tool({"objection", "list", "--subject", code});
  CHECK(told.json["state"] == "UPHELD");
  CHECK(told.json["answer"] == "经核实，决定已撤销");
  CHECK(installation.Tool({"check", code}).exit_status == 0);
}

}  // namespace
}  // namespace creditproof::tests
