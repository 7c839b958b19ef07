// A policy asks for time stamps, and the server that gives them is away and
// back.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/http_stub.h"
#include "libs/testing/time_stamp_authority.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

// Trusts a time stamp authority, whose server answers unless it is down.
class Stamping : public Installation {
 public:
  Stamping() {
    REQUIRE(Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    // About somebody else: for every area somebody has delivered.
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
                .exit_status == 0);
    Stop();
    const Outcome trusted =
        Tool({"keys", "trust", "--keys", keys(), "--certificate",
              SourceFile("tests/vectors/keys/test-only-tsa.pem")});
    INFO(trusted.text);
    REQUIRE(trusted.exit_status == 0);
    CHECK(trusted.json["purpose"] == "TIME_STAMP");
    const auto config = directory() / "config/report-rendering.textproto";
    WriteWhole(config,
               absl::StrCat(
                   ReadWhole(config), "time_stamp_server {\n  url: \"",
                   server_.url(), "\"\n  certificate_file: \"",
                   SourceFile("tests/vectors/keys/test-only-tsa.pem").string(),
                   "\"\n}\n"));
    Start();
  }

  void Activate(int version, const std::string& time_stamping) {
    const std::string file = File("policy.textproto");
    std::string policy =
        ReadWhole(SourceFile("deploy/policies/heilongjiang-2024.textproto"));
    policy.replace(policy.find("version: 1"), 10,
                   absl::StrCat("version: ", version, " time_stamping: ",
                                "TIME_STAMPING_", time_stamping));
    WriteWhole(file, policy);
    const Outcome proposed = ToolOnceConnected(
        {"policy", "propose", file, "--reason", "加盖时间戳"});
    INFO(proposed.text);
    REQUIRE(proposed.exit_status == 0);
    const std::string proposal = proposed.json["proposal"];
    REQUIRE(SecondTool({"policy", "approve", proposal}).exit_status == 0);
  }

  Outcome Issue(const std::string& name) const {
    return Tool(
        {"issue", kCode, "--scenario", "融资上市类", "--out", File(name)});
  }
  // As anybody does, with the platform and without: genuine, and stamped or
  // not.
  void CheckGenuine(const std::string& name, bool stamped) const {
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"verify", File(name)},
          {"verify", File(name), "--offline", "--keys", keys()}}) {
      const Outcome verified = Tool(command);
      INFO(verified.text << verified.json.dump());
      CHECK(verified.exit_status == 0);
      CHECK(verified.json.contains("stamp_time") == stamped);
    }
  }

  std::atomic<bool> down = false;

 private:
  std::string keys() const { return directory() / "keys"; }

  static std::string TestKey(const std::string& name) {
    return ReadWhole(SourceFile("tests/vectors/keys/" + name));
  }

  const testing::TimeStampAuthority authority_{
      TestKey("test-only-tsa.pem"), TestKey("test-only-tsa-key.pem")};
  const testing::HttpStub server_{
      [this](const std::string& asked) -> std::optional<std::string> {
        if (down) return "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";
        return testing::HttpOk(authority_.Reply(asked));
      }};
};

TEST_CASE(
    "Reports are stamped, as policy asks, by a server that comes and goes") {
  Stamping installation;
  installation.Activate(2, "REQUIRED");
  REQUIRE(installation.Issue("stamped.pdf").exit_status == 0);
  installation.CheckGenuine("stamped.pdf", true);

  installation.down = true;
  const Outcome refused = installation.Issue("none.pdf");
  CHECK(refused.exit_status == 1);
  INFO(refused.text);
  CHECK(Contains(refused.text, "没有取得时间戳"));
  CHECK_FALSE(std::filesystem::exists(installation.File("none.pdf")));

  installation.Activate(3, "IF_AVAILABLE");
  REQUIRE(installation.Issue("plain.pdf").exit_status == 0);
  installation.CheckGenuine("plain.pdf", false);
  CHECK(Contains(installation.Log("report-rendering"),
                 "report_without_time_stamp"));
}

}  // namespace
}  // namespace creditproof::tests
