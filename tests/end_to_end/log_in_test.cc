// Businesses log in at a real OpenID provider, and print with the access token
// that it gives them.
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "creditproof/config/v1/config.pb.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/rpc/client.h"
#include "libs/rpc/config.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

using eligibility::v1::Verdict;
using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;
using report::v1::ReportService;

const std::string kClean = "91230103TE00000103";
const std::string kPenalised = "91230199TE00000292";

// report-rendering takes access tokens from the tool's certificate, as
// elsewhere from the gateway's.
class LoggedIn {
 public:
  LoggedIn() {
    REQUIRE(testing::Run({SourceFile("deploy/local/provider/install")})
                .exit_status == 0);
    const auto file =
        installation.directory() / "config/report-rendering.textproto";
    installation.Kill("report-rendering");
    WriteWhole(file, absl::StrReplaceAll(ReadWhole(file),
                                         {{"\"gateway.creditproof\"",
                                           "\"admin.creditproof\""}}));
    installation.Restart("report-rendering");
    REQUIRE(installation
                .Ingest("registry.csv",
                        Csv({Registered(kClean), Registered(kPenalised)}),
                        "registry")
                .exit_status == 0);
    REQUIRE(
        installation
            .Ingest("penalties.csv", Csv({Penalty(kPenalised)}), "penalties")
            .exit_status == 0);
    // After the services, which find it when the first token comes.
    provider_.emplace(std::vector<std::string>{
        "/usr/bin/env", "node", SourceFile("deploy/local/provider/main.mjs"),
        Provider()});
  }

  std::string TokenOf(const std::string& user) const {
    std::string token;
    WaitUntil("the provider logs in", [&] {
      token = testing::Run({"/usr/bin/env", "node",
                            SourceFile("deploy/local/provider/log_in.mjs"),
                            Provider(), user})
                  .out;
      return !token.empty();
    });
    return std::string(absl::StripSuffix(token, "\n"));
  }

  absl::StatusOr<IssueReportResponse> Issue(const std::string& token,
                                            const std::string& code) {
    IssueReportRequest request;
    request.set_parent("subjects/" + code);
    request.set_request_id(
        absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-00000000000", ++requests_));
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.mutable_ground()->mutable_subject()->set_access_token(token);
    absl::StatusOr<IssueReportResponse> answer;
    WaitUntil("the provider's keys are there", [&] {
      answer = peer_->Call(0, &ReportService::Stub::IssueReport, request,
                           absl::Now() + absl::Seconds(20));
      return !absl::IsUnavailable(answer.status());
    });
    return answer;
  }

  Installation installation;

 private:
  std::unique_ptr<rpc::Peer> ReportRendering() const {
    config::v1::Client config;
    const auto& folder = installation.directory();
    REQUIRE(rpc::ReadConfig(folder / "client.textproto", config).ok());
    return rpc::Peer::Make("report-rendering", config.report_rendering(),
                           config.tls(), folder, config.partition_count())
        .value();
  }

  std::string Provider() const {
    return installation.directory() / "identity-provider.json";
  }

  const std::unique_ptr<rpc::Peer> peer_ = ReportRendering();
  std::optional<testing::Process> provider_;
  int requests_ = 0;
};

TEST_CASE(
    "A business that logged in prints its own report, and an agent for "
    "whom it acts") {
  LoggedIn at;
  const std::string clean = at.TokenOf("demo-clean");
  const auto issued = at.Issue(clean, kClean);
  INFO(issued.status());
  REQUIRE(issued.ok());
  CHECK(issued->has_report());

  CHECK(absl::IsPermissionDenied(at.Issue(clean, kPenalised).status()));

  const auto found = at.Issue(at.TokenOf("demo-agent"), kPenalised);
  REQUIRE(found.ok());
  CHECK(found->verdict().outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(found->verdict().findings_size() == 1);

  const std::string looks =
      testing::Run({Binary("creditproof"), "--config",
                    at.installation.directory() / "client.textproto", "audit",
                    kPenalised, "--json"})
          .out;
  CHECK(Contains(looks, "identity-provider/demo-agent"));
  CHECK_FALSE(Contains(looks, "identity-provider/demo-clean"));
  const std::string signature = clean.substr(clean.rfind('.') + 1);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           at.installation.directory())) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    CHECK_FALSE(Contains(ReadWhole(entry.path()), signature));
  }
}

}  // namespace
}  // namespace creditproof::tests
