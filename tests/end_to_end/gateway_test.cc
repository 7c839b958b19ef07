// A business and a receiver who have nothing but HTTP.
#include <catch2/catch.hpp>
#include <optional>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

using testing::Ended;
using testing::Process;
using testing::Run;

const std::string kClean = "91230103TE00000103";
const std::string kPenalised = "91230199TE00000292";

// With an identity provider and a gateway.
class Public : public Installation {
 public:
  Public() {
    REQUIRE(Run({SourceFile("deploy/local/provider/install")}).exit_status ==
            0);
    provider_.emplace(
        Process({"/usr/bin/env", "node",
                 SourceFile("deploy/local/provider/main.mjs"), Provider()}));
    gateway_.emplace(Process({Binary("creditproof-gateway"),
                              directory() / "config" / "gateway.textproto"}));
    WaitUntil("the gateway serves",
              [&] { return Curl({}, "/healthz").out == "ok\n"; });
    WaitUntil("the provider serves",
              [&] { return !LogIn("demo-clean").empty(); });
    REQUIRE(Ingest("registry.csv",
                   Csv({Registered(kClean), Registered(kPenalised)}),
                   "registry")
                .exit_status == 0);
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(kPenalised)}), "penalties")
                .exit_status == 0);
  }

  // The access token of a demo user.
  std::string LogIn(const std::string& user) const {
    const Ended ended =
        Run({"/usr/bin/env", "node",
             SourceFile("deploy/local/provider/log_in.mjs"), Provider(), user});
    return ended.out.substr(0, ended.out.find('\n'));
  }

  Ended Curl(const std::vector<std::string>& options,
             const std::string& path) const {
    std::vector<std::string> command = {"/usr/bin/curl", "--silent",
                                        "--globoff"};
    command.insert(command.end(), options.begin(), options.end());
    const std::string address = ReadWhole(directory() / "gateway.address");
    command.push_back("http://" + address.substr(0, address.find('\n')) + path);
    return Run(command);
  }

  Json Post(const std::string& path, const std::string& body,
            const std::string& token = "") const {
    std::vector<std::string> options = {
        "--header", "content-type: application/json", "--data-binary", body};
    if (!token.empty()) {
      options.insert(options.end(),
                     {"--header", "authorization: Bearer " + token});
    }
    return Json::parse(Curl(options, path).out);
  }

 private:
  std::string Provider() const {
    return directory() / "identity-provider.json";
  }

  std::optional<Process> provider_;
  std::optional<Process> gateway_;
};

const std::string kRequest =
    R"({"requestId":"0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01",)"
    R"("scenario":"SCENARIO_FINANCING_LISTING"})";

TEST_CASE("A business prints, fetches and proves its report over HTTP") {
  const Public installation;
  const std::string token = installation.LogIn("demo-clean");
  const std::string path = "/v1/subjects/" + kClean + "/reports";
  // Its keys are read by the services as the token comes by.
  Json issued;
  WaitUntil("the token is known", [&] {
    issued = installation.Post(path, kRequest, token);
    return !issued.contains("status") || issued["status"] < 500;
  });
  INFO(issued.dump());
  REQUIRE(issued.contains("report"));
  const std::string name = issued["report"]["name"];
  const std::string number = issued["report"]["reportNumber"];

  const std::string pdf = installation.File("report.pdf");
  const Ended fetched = installation.Curl(
      {"--fail", "--output", pdf, "--header", "authorization: Bearer " + token},
      "/v1/" + name + ":download");
  CHECK(fetched.exit_status == 0);
  CHECK(installation.Tool({"verify", pdf}).exit_status == 0);

  const Ended uploaded = installation.Curl(
      {"--header", "content-type: application/pdf", "--data-binary", "@" + pdf},
      "/v1/reports:verifyUpload");
  CHECK(Json::parse(uploaded.out)["authenticity"] == "AUTHENTICITY_GENUINE");
  const Json by_number = installation.Post(
      "/v1/reports:verify", R"({"reportNumber":")" + number + R"("})");
  CHECK(by_number["authenticity"] == "AUTHENTICITY_GENUINE");
}

TEST_CASE("Over HTTP, too, nobody gets another's report, and why is told") {
  const Public installation;
  const std::string token = installation.LogIn("demo-penalised");
  Json refused;
  WaitUntil("the token is known", [&] {
    refused = installation.Post("/v1/subjects/" + kPenalised + "/reports",
                                kRequest, token);
    return !refused.contains("status") || refused["status"] < 500;
  });
  INFO(refused.dump());
  CHECK_FALSE(refused.contains("report"));
  CHECK(refused["verdict"]["outcome"] == "OUTCOME_RECORDS_FOUND");
  CHECK(refused["verdict"]["findings"].size() == 1);

  const Json others =
      installation.Post("/v1/subjects/" + kClean + "/reports", kRequest, token);
  CHECK(others["reason"] == "GROUND_REFUSED");
  const Json nobodys =
      installation.Post("/v1/subjects/" + kClean + "/reports", kRequest);
  CHECK(nobodys["reason"] == "NOT_LOGGED_IN");
}

}  // namespace
}  // namespace creditproof::tests
