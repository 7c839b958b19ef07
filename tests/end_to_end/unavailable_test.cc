// A service that is down: the client says which, and that nothing was lost.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

// An attempt fails, naming the service.
void CheckNamed(const Outcome& outcome, const std::string& service) {
  INFO(outcome.text << outcome.json.dump());
  CHECK(outcome.exit_status == 1);
  CHECK(Contains(outcome.text, service));
  CHECK(Contains(outcome.text, "数据没有丢失"));
}

TEST_CASE("A service that is down is named, and works again once it is up") {
  Installation installation;
  const auto file = installation.File("registry.csv");
  WriteWhole(file, Csv({Registered(kCode)}));
  const auto other = installation.File("penalties.csv");
  WriteWhole(other, Csv({Penalty("91230199TE00000292")}));
  const auto pdf = installation.File("report.pdf");
  const std::vector<std::string> ingest = {"ingest", file, "--source",
                                           "registry"};
  const std::vector<std::string> issue = {"issue",  kCode,   "--scenario",
                                          "其他类", "--out", pdf};

  installation.Kill("ingestion");
  CheckNamed(installation.Tool(ingest), "ingestion");
  installation.Restart("ingestion");
  REQUIRE(installation.Tool(ingest).exit_status == 0);
  REQUIRE(installation.Tool({"ingest", other, "--source", "penalties"})
              .exit_status == 0);

  installation.Kill("eligibility-check");
  CheckNamed(installation.Tool({"check", kCode}), "eligibility-check");
  CheckNamed(installation.Tool(issue), "eligibility-check");
  installation.Restart("eligibility-check");
  CHECK(installation.ToolOnceConnected({"check", kCode}).exit_status == 0);

  installation.Kill("record-store");
  CheckNamed(installation.Tool({"show", kCode}), "record-store");
  installation.Restart("record-store");
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["registered"] == true; });

  installation.Kill("report-rendering");
  CheckNamed(installation.Tool(issue), "report-rendering");
  installation.Restart("report-rendering");

  installation.Kill("verification");
  CheckNamed(installation.Tool(issue), "verification");
  installation.Restart("verification");
  CHECK(installation.ToolOnceConnected(issue).exit_status == 0);
  CHECK(installation.ToolOnceConnected({"verify", pdf}).exit_status == 0);

  installation.Kill("ingestion");
  CheckNamed(installation.Tool({"check", kCode}), "ingestion");
}

TEST_CASE("Status says which service is down") {
  Installation installation;
  installation.Kill("record-store");
  const testing::Ended ended = installation.ToolProcess({"status"}).Wait();
  CHECK(ended.exit_status == 3);
  int serving = 0;
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) {
    const Json service = Json::parse(line);
    if (service.contains("alerts")) continue;  // of the policy
    const bool up = service["serving"];
    serving += up ? 1 : 0;
    CHECK(up == (service["service"] != "record-store"));
  }
  CHECK(serving == 4);
}

}  // namespace
}  // namespace creditproof::tests
