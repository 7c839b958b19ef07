// A row that holds two subjects is attributed to one of them.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

TEST_CASE("A row attributed to one of two subjects frees the other") {
  const Installation installation;
  const std::string meant = CodeNumber(1);
  const std::string other = CodeNumber(2);
  const Cells same_name = {{"名称", "同名公司"}};
  REQUIRE(installation
              .Ingest("registry.csv",
                      Csv({Registered(meant, same_name),
                           Registered(other, same_name),
                           Registered(CodeNumber(3))}),
                      "registry")
              .exit_status == 0);
  const Cells without_code = {{"行政相对人名称", "同名公司"},
                              {"行政相对人代码_1(统一社会信用代码)", ""}};
  // A good row beside it: the source has looked.
  REQUIRE(
      installation
          .Ingest("a.csv",
                  Csv({Penalty(meant, without_code), Penalty(CodeNumber(3))}),
                  "penalties")
          .exit_status == 3);
  for (const std::string& code : {meant, other}) {
    const Outcome held = installation.Tool({"check", code});
    CHECK(held.exit_status == 5);
    CHECK_FALSE(held.json["causes"][0]["contact"] == "");
  }

  const Outcome listed = installation.Tool(
      {"quarantine", "list", "--source", "penalties", "--subjects"});
  INFO(listed.text << listed.json.dump());
  REQUIRE(listed.exit_status == 0);
  CHECK(listed.json["cause"] == "SUBJECT_IN_DOUBT");
  CHECK(listed.json["held_count"] == 2);
  CHECK(listed.json["held_subjects"].size() == 2);

  const Outcome resolved = installation.Tool(
      {"quarantine", "resolve", listed.json["name"].get<std::string>(),
       "--attribute", meant, "--reason", "已与当事人核实"});

  INFO(resolved.text);
  REQUIRE(resolved.exit_status == 0);
  CHECK(resolved.json["outcome"] == "RECORDED");
  CHECK(resolved.json["freed"] == 2);
  CHECK(installation.Tool({"check", meant}).exit_status == 3);
  const Outcome freed = installation.Tool({"check", other});
  CHECK(freed.exit_status == 0);
  CHECK(installation.Tool({"quarantine", "list", "--source", "penalties"})
            .json.is_null());
}

}  // namespace
}  // namespace creditproof::tests
