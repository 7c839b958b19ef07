// A forger is barred, appeals, and is free again.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

TEST_CASE("Two administrators bar a forger, and free it upon its appeal") {
  Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  REQUIRE(
      installation
          .Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
          .exit_status == 0);
  const auto pdf = installation.File("report.pdf");
  REQUIRE(installation
              .ToolOnceConnected(
                  {"issue", kCode, "--scenario", "融资上市类", "--out", pdf})
              .exit_status == 0);
  const auto forged = installation.File("forged.pdf");
  WriteWhole(forged, "%PDF-1.7\nforged");

  const Outcome proposed = installation.Tool(
      {"bar", "propose", kCode, "--reason", "伪造信用报告", "--evidence",
       "招标窗口收到，核验为 05", "--pdf", forged, "--until", "2099-12-31"});
  INFO(proposed.text);
  REQUIRE(proposed.exit_status == 0);
  CHECK(proposed.json["state"] == "PROPOSED");
  const std::string bar = proposed.json["bar"];
  const Outcome own = installation.Tool({"bar", "approve", bar});
  CHECK(own.exit_status == 1);
  CHECK(Contains(own.text, "another administrator"));
  CHECK(installation.Tool({"check", kCode}).exit_status == 0);
  CHECK(installation.SecondTool({"bar", "list", "--open"}).json["bar"] == bar);

  REQUIRE(installation.SecondTool({"bar", "approve", bar}).exit_status == 0);

  const Outcome barred = installation.Tool({"check", kCode});
  CHECK(barred.exit_status == 4);
  CHECK(Contains(barred.json.dump(), "BARRED"));
  CHECK(installation
            .ShowOnce(kCode,
                      [](const Json& json) {
                        return json["bar_reason"] == "伪造信用报告";
                      })
            .json["bar_until_date"] == "2099-12-31");
  WaitUntil("verification knows of the bar", [&] {
    return installation.Tool({"verify", pdf}).json["verdict"] == "02";
  });
  const auto evidence = installation.File("evidence.pdf");
  const Outcome shown =
      installation.SecondTool({"bar", "evidence", bar, "--out", evidence});
  CHECK(shown.json["text"] == "招标窗口收到，核验为 05");
  CHECK(ReadWhole(evidence) == ReadWhole(forged));

  REQUIRE(
      installation.Tool({"bar", "appeal", kCode, "--statement", "不是我们做的"})
          .exit_status == 0);
  const Outcome lift = installation.SecondTool(
      {"bar", "lift", bar, "--reason", "查明系他人冒用"});
  REQUIRE(lift.exit_status == 0);
  REQUIRE(installation.Tool({"bar", "approve", lift.json["lift"]["proposal"]})
              .exit_status == 0);

  CHECK(installation.Tool({"check", kCode}).exit_status == 0);
  WaitUntil("verification knows that it was lifted", [&] {
    return installation.Tool({"verify", pdf}).json["verdict"] == "01";
  });
  const Outcome seen =
      installation.Tool({"bar", "list", "--subject", kCode, "--own"});
  CHECK(seen.json["state"] == "LIFTED");
  CHECK(seen.json["appeal"]["answer"] == "查明系他人冒用");
  CHECK(seen.json["decision"]["proposer"] == "");
  const Outcome audited = installation.Tool({"audit", kCode});
  CHECK(audited.exit_status == 0);
}

}  // namespace
}  // namespace creditproof::tests
