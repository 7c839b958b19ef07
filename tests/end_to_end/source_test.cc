// The register of sources: who answers for what, changed and refused by it, and
// held to its terms.
#include <catch2/catch.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kGood = "91230199TE00000292";
const std::string kBad = "91230103TE00000103";

std::string ThisMonth() {
  return absl::FormatTime("%Y-%m", absl::Now(),
                          absl::FixedTimeZone(8 * 60 * 60));
}

TEST_CASE("A source is changed, refused what is not its own, and counted") {
  const Installation installation;
  REQUIRE(installation
              .Tool({"source", "create", "daqing", "--name", "大庆市市场监管局",
                     "--contact", "0459-1", "--areas", "市场监管", "--kinds",
                     "penalty", "--cadence", "1"})
              .exit_status == 0);
  const Outcome changed =
      installation.Tool({"source", "update", "daqing", "--regions", "2306",
                         "--terms", "penalty=10"});
  INFO(changed.text);
  REQUIRE(changed.exit_status == 0);
  CHECK(changed.json["regions"] == Json::array({"2306"}));
  CHECK(changed.json["cadence_days"] == 1);
  const Outcome shown = installation.Tool({"source", "show", "daqing"});
  CHECK(shown.json == changed.json);

  const Outcome delivered =
      installation.Ingest("a.csv",
                          Csv({Penalty(kBad, {{"行政区划", "230103"}}),
                               Penalty(kGood, {{"行政区划", "230602"}})}),
                          "daqing");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 3);
  REQUIRE(delivered.json["bad_rows"].size() == 1);
  CHECK(delivered.json["bad_rows"][0]["row"] == 1);
  CHECK(delivered.json["bad_rows"][0]["reasons"][0]["rule"] ==
        "REGION_NOT_YOURS");

  const std::string statement = installation.File("daqing.statement");
  const Outcome month =
      installation.Tool({"timeliness", "--source", "daqing", "--month",
                         ThisMonth(), "--out", statement});
  INFO(month.text << month.json.dump());
  REQUIRE(month.exit_status == 0);
  REQUIRE(month.json["kinds"].size() == 1);
  CHECK(month.json["kinds"][0]["late"] == 1);  // decided years ago
  CHECK(month.json["kinds"][0]["not_responsible"] == 1);
  CHECK(month.json["kinds"][0]["term_working_days"] == 10);
  CHECK(month.json["delivery_dates"].size() == 1);
  const Outcome proven =
      installation.Tool({"receipt", "verify", statement, "--keys",
                         installation.directory() / "keys"});
  INFO(proven.text);
  CHECK(proven.exit_status == 0);
  CHECK(proven.json["sort"] == "TIMELINESS");
  CHECK(proven.json["kinds"] == month.json["kinds"]);
}

TEST_CASE(
    "A subject is certified where somebody has looked, and not elsewhere") {
  const Installation installation;
  const std::string harbin = CodeNumber(1);
  const std::string daqing = CodeNumber(2);
  REQUIRE(installation
              .Ingest("registry.csv",
                      Csv({Registered(harbin), Registered(CodeNumber(3)),
                           Registered(daqing, {{"行政区划", "230602"}})}),
                      "registry")
              .exit_status == 0);
  const auto set_regions = [&](const std::string& regions) {
    REQUIRE(installation
                .Tool({"source", "update", "penalties", "--regions", regions})
                .exit_status == 0);
  };
  set_regions("2301");
  REQUIRE(
      installation.Ingest("a.csv", Csv({Penalty(CodeNumber(3))}), "penalties")
          .exit_status == 0);
  CHECK(installation.Tool({"check", harbin}).exit_status == 0);
  const Outcome unseen = installation.Tool({"check", daqing});
  INFO(unseen.text << unseen.json.dump());
  CHECK(unseen.exit_status == 5);
  CHECK(unseen.json["uncovered_areas"].size() == 50);

  // To be registered for more is no look.
  set_regions("all");
  CHECK(installation.Tool({"check", daqing}).exit_status == 5);
  REQUIRE(
      installation.Ingest("b.csv", Csv({Penalty(CodeNumber(3))}), "penalties")
          .exit_status == 0);
  CHECK(installation.Tool({"check", daqing}).exit_status == 5);
  REQUIRE(installation
              .Ingest("c.csv",
                      Csv({Penalty(CodeNumber(3), {{"处罚内容", "另罚"}})}),
                      "penalties")
              .exit_status == 0);
  CHECK(installation.Tool({"check", daqing}).exit_status == 0);
}

TEST_CASE("A kind that is not the source's is refused row by row") {
  const Installation installation;
  const Outcome delivered =
      installation.Ingest("a.csv", Csv({Penalty(kBad)}), "national-push");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 3);
  CHECK(delivered.json["rows"]["REJECTED"] == 1);
  const Json& reasons = delivered.json["bad_rows"][0]["reasons"];
  CHECK(reasons.back()["rule"] == "KIND_NOT_YOURS");
}

TEST_CASE("What nobody answers for is listed") {
  const Installation installation;
  // `penalties` answers for every area of the whole province.
  CHECK(installation.Tool({"source", "responsibilities", "--uncovered"})
            .json.is_null());
  REQUIRE(
      installation.Tool({"source", "update", "penalties", "--regions", "2301"})
          .exit_status == 0);
  REQUIRE(installation.Tool({"source", "update", "lists", "--areas", "none"})
              .exit_status == 0);
  const Outcome last =
      installation.Tool({"source", "responsibilities", "--uncovered"});
  CHECK(last.json["region_code"] == "232700");
  CHECK(last.json["sources"].empty());
  const Outcome all = installation.Tool({"source", "responsibilities"});
  CHECK(all.json["region"] == "大兴安岭地区");
}

}  // namespace
}  // namespace creditproof::tests
