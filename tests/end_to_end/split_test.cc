// Followers of two instances each, behind the same clients.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

TEST_CASE("Two instances of each follower share the partitions") {
  const Installation installation(2);
  constexpr int kSubjects = 12;  // all in one half: 1 in 2048
  std::vector<Cells> registry;
  for (int i = 0; i < kSubjects; ++i) {
    registry.push_back(Registered(CodeNumber(i)));
  }
  REQUIRE(installation.Ingest("registry.csv", Csv(registry), "registry")
              .exit_status == 0);
  REQUIRE(
      installation
          .Ingest("penalties.csv", Csv({Penalty(CodeNumber(0))}), "penalties")
          .exit_status == 0);

  CHECK(installation.Tool({"check", CodeNumber(0)}).exit_status == 3);
  for (int i = 1; i < kSubjects; ++i) {
    const std::string code = CodeNumber(i);
    const auto pdf = installation.File(code + ".pdf");
    const Outcome issued = installation.Tool(
        {"issue", code, "--scenario", "FINANCING_LISTING", "--out", pdf});
    INFO(code << issued.text << issued.json.dump());
    REQUIRE(issued.exit_status == 0);
    const std::string number = issued.json["number"];
    const std::string qr_text = issued.json["qr_text"];
    CHECK(installation.Tool({"verify", pdf}).exit_status == 0);
    CHECK(installation.Tool({"verify", "--number", number}).exit_status == 0);
    CHECK(installation.Tool({"verify", "--qr", qr_text}).exit_status == 0);
    installation.ShowOnce(
        code, [](const Json& json) { return json["registered"] == true; });
  }
}

}  // namespace
}  // namespace creditproof::tests
