// An installation takes up SM2 while reports without it are about.
#include <catch2/catch.hpp>

#include "libs/testing/process.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

void Issue(const Installation& installation, const std::string& pdf) {
  const Outcome issued = installation.Tool(
      {"issue", kCode, "--scenario", "融资上市类", "--out", pdf});
  INFO(issued.text << issued.json.dump());
  REQUIRE(issued.exit_status == 0);
}

// As anybody does, with the platform and without.
void CheckGenuine(const Installation& installation, const std::string& pdf) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"verify", pdf},
        {"verify", pdf, "--offline", "--keys",
         installation.directory() / "keys"}}) {
    const Outcome verified = installation.Tool(command);
    INFO(verified.text << verified.json.dump());
    CHECK(verified.exit_status == 0);
    CHECK(verified.json["verdict"].get<std::string>() == "01");
  }
}

TEST_CASE("SM2 is taken up, and reports of before stay genuine") {
  Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  // About somebody else: for every area somebody has delivered.
  REQUIRE(
      installation
          .Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
          .exit_status == 0);
  const std::string before = installation.File("before.pdf");
  Issue(installation, before);

  installation.Stop();
  REQUIRE(testing::Run({SourceFile("deploy/local/make-pki"),
                        installation.directory(), "--sm2"})
              .exit_status == 0);
  const auto config =
      installation.directory() / "config" / "report-rendering.textproto";
  WriteWhole(config, ReadWhole(config) +
                         "sm2_key_file: \"../secrets/report-sm2.key\"\n"
                         "sm2_cert_file: \"../secrets/report-sm2.crt\"\n");
  installation.Start();
  const std::string after = installation.File("after.pdf");
  Issue(installation, after);

  CheckGenuine(installation, before);
  CheckGenuine(installation, after);
  // The OID of the attribute, as the file writes it.
  const std::string oid = "061369B790E4ABFAA7DABEA39AD590C4D5AEF1C417";
  CHECK_FALSE(Contains(ReadWhole(before), oid));
  CHECK(Contains(ReadWhole(after), oid));
}

}  // namespace
}  // namespace creditproof::tests
