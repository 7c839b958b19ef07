// Why a verdict is what it is, as it was, and as it would be.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";
const std::string kOther = "91230199TE00000292";

// With one penalty, repaired since.
class Repaired : public Installation {
 public:
  Repaired() {
    REQUIRE(Ingest("registry.csv", Csv({Registered(kCode), Registered(kOther)}),
                   "registry")
                .exit_status == 0);
    REQUIRE(
        Ingest("first.csv", Csv({Penalty(kCode)}), "penalties").exit_status ==
        0);
    found = Tool({"check", kCode});
    REQUIRE(found.exit_status == 3);
    REQUIRE(Ingest("second.csv", Csv({Penalty(kCode, {{"更新类型", "修复"}})}),
                   "penalties")
                .exit_status == 0);
    REQUIRE(Tool({"check", kCode}).exit_status == 0);
  }

  Outcome found;  // by `check`, before the repair
};

TEST_CASE("A verdict is explained as it is, and as it was before a repair") {
  const Repaired installation;
  const std::string then =
      std::to_string(installation.found.json["position"].get<int>());

  const Outcome now = installation.Tool({"explain", kCode});
  INFO(now.text);
  CHECK(now.exit_status == 0);
  CHECK(now.json["verdict"] == "ELIGIBLE");
  REQUIRE(now.json["records"].size() == 1);
  CHECK(now.json["records"][0]["counts"] == false);
  CHECK(now.json["records"][0]["rule"] == "state");
  CHECK(now.json["examined"].size() == 10);
  for (const Json& condition : now.json["examined"]) {
    CHECK(condition["state"] == "CLEAR");
  }

  const Outcome before = installation.Tool({"explain", kCode, "--at", then});
  INFO(before.text);
  CHECK(before.exit_status == 3);
  CHECK(before.json["findings"] == installation.found.json["findings"]);
  CHECK(before.json["position"] == installation.found.json["position"]);
  CHECK(before.json["policy"] == installation.found.json["policy"]);
  REQUIRE(before.json["records"].size() == 1);
  CHECK(before.json["records"][0]["counts"] == true);
  CHECK(before.json["records"][0]["rule"] == "expired_publicity_counts");
  CHECK(before.json["records"][0]["message"] ==
        "公示期已满而未修复，政策规定公示期满后仍计入。");

  const Outcome by_name =
      installation.Tool({"explain", kCode, "--at", then, "--policy",
                         installation.found.json["policy"]});
  CHECK(by_name.exit_status == 3);
  const std::string day =
      installation.found.json["data_time"].get<std::string>().substr(0, 10);
  CHECK(installation.Tool({"explain", kCode, "--at", day}).exit_status == 0);

  CHECK(installation.Tool({"explain", kCode, "--at", "100000"}).exit_status ==
        1);
  CHECK(installation.Tool({"explain", kCode, "--policy", "heilongjiang-2024@9"})
            .exit_status == 1);
  CHECK(installation.Tool({"explain", kCode, "--policy", "none"}).exit_status ==
        2);
  CHECK(
      installation.Tool({"explain", kCode, "--at", "2020-01-01"}).exit_status ==
      1);
}

TEST_CASE("A policy is tried on all subjects of all instances") {
  const Installation installation(2);
  REQUIRE(installation
              .Ingest("registry.csv",
                      Csv({Registered(kCode), Registered(kOther)}), "registry")
              .exit_status == 0);
  REQUIRE(installation.Ingest("first.csv", Csv({Penalty(kCode)}), "penalties")
              .exit_status == 0);
  REQUIRE(installation.Tool({"check", kCode}).exit_status == 3);
  REQUIRE(installation.Tool({"check", kOther}).exit_status == 0);
  std::string text =
      ReadWhole(SourceFile("deploy/policies/heilongjiang-2024.textproto"));
  const std::string kinds = "RECORD_KIND_PENALTY, ";
  text.erase(text.find(kinds), kinds.size());
  WriteWhole(installation.File("candidate.textproto"), text);

  const Outcome tried = installation.Tool(
      {"policy", "try", installation.File("candidate.textproto")});

  INFO(tried.text);
  REQUIRE(tried.exit_status == 0);
  CHECK(tried.json["subjects"] == 2);
  CHECK(tried.json["changed"] == 1);
  REQUIRE(tried.json["outcomes"].size() == 1);
  CHECK(tried.json["outcomes"][0]["before"] == "RECORDS_FOUND");
  CHECK(tried.json["outcomes"][0]["after"] == "ELIGIBLE");
  CHECK(tried.json["outcomes"][0]["sample"] == Json({kCode}));
  REQUIRE(tried.json["areas"].size() == 1);
  CHECK(tried.json["areas"][0]["area"] == "MARKET_REGULATION");
  REQUIRE(tried.json["kinds"].size() == 1);
  CHECK(tried.json["kinds"][0]["kind"] == "PENALTY");
  CHECK(installation.Tool({"check", kCode}).exit_status == 3);

  WriteWhole(installation.File("wrong.textproto"), "policy_id: 5");
  const Outcome wrong = installation.Tool(
      {"policy", "try", installation.File("wrong.textproto")});
  CHECK(wrong.exit_status == 1);
  CHECK(Contains(wrong.text, "line 1, column 12"));
}

}  // namespace
}  // namespace creditproof::tests
