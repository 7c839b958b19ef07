#include "tools/creditproof/bench_door.h"

#include <google/protobuf/text_format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/config.h"
#include "libs/testing/loopback.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/request_id.h"

namespace creditproof::tool {
namespace {

using report::v1::IssueReportRequest;
using report::v1::ReportService;

// A business of the demo, and who logs in for it.
constexpr char kCode[] = "91230103TE00000103";
constexpr char kUser[] = "demo-clean";
constexpr std::uint64_t kOthers = 2;  // so that every area is looked at
constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr double kNoLimit = 1'000'000;  // requests a second

void LiftLimits(config::v1::GatewayLimits& limits) {
  limits.set_connections_per_client(0);
  limits.set_requests_per_second(kNoLimit);
  limits.set_request_burst(static_cast<std::uint32_t>(kNoLimit));
}

// A crowd has more connections than many systems let a program have at first.
void RaiseFileLimit() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

absl::Status AwaitListening(testing::Process& server,
                            const std::string& address) {
  const absl::Time end = absl::Now() + kPatience;
  for (int connection = -1; connection < 0;) {
    if (!server.Running() || absl::Now() > end) {
      return absl::UnavailableError(absl::StrCat("nobody serves ", address));
    }
    absl::SleepFor(absl::Milliseconds(20));
    connection = testing::Connect(address);
    if (connection >= 0) close(connection);
  }
  return absl::OkStatus();
}

absl::Status BenchDoor::Start() {
  RETURN_IF_ERROR(installation_.Start());
  RETURN_IF_ERROR(installation_.Register(kOthers).status());
  const std::filesystem::path file = installation_.folder() / "registry.csv";
  std::filesystem::copy(SourceFile("deploy/local/sample/registry.csv"), file);
  RETURN_IF_ERROR(installation_.Deliver(file, "registry"));
  RETURN_IF_ERROR(Issue());
  RETURN_IF_ERROR(LogIn());
  return StartGateway();
}

absl::Status BenchDoor::Issue() {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(installation_.client_config()));
  const CreditCode code = *CreditCode::Parse(kCode);
  IssueReportRequest request;
  request.set_parent(absl::StrCat("subjects/", kCode));
  request.set_request_id(RandomRequestId());
  request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
  ASSIGN_OR_RETURN(*request.mutable_ground(), connection.GroundFor(code));
  ASSIGN_OR_RETURN(const auto response, connection.report_rendering().Call(
                                            connection.PartitionOf(code),
                                            &ReportService::Stub::IssueReport,
                                            request, absl::Now() + kPatience));
  if (!response.has_report()) {
    return absl::InternalError("a clean business has no report");
  }
  report_ = response.report();
  return absl::OkStatus();
}

absl::Status BenchDoor::LogIn() {
  const testing::Ended ended = testing::Run(
      {"/usr/bin/env", "node", SourceFile("deploy/local/provider/log_in.mjs"),
       installation_.folder() / "identity-provider.json", kUser});
  if (ended.exit_status != 0) {
    return absl::UnavailableError("nobody logs in: " + ended.err);
  }
  access_token_ = ended.out.substr(0, ended.out.find('\n'));
  return absl::OkStatus();
}

std::filesystem::path BenchDoor::config_folder() const {
  return installation_.folder() / "config";
}

absl::Status BenchDoor::StartGateway() {
  RETURN_IF_ERROR(
      rpc::ReadConfig(config_folder() / "gateway.textproto", config_));
  config_.set_address(testing::FreeAddress());
  config_.set_public_origin("http://" + config_.address());
  LiftLimits(*config_.mutable_limits());
  RaiseFileLimit();
  std::string text;
  google::protobuf::TextFormat::PrintToString(config_, &text);
  const std::filesystem::path file =
      config_folder() / "gateway-without-limits.textproto";
  RETURN_IF_ERROR(base::WriteFile(file, text));
  // Its access log goes where those of the others go.
  gateway_.emplace(std::vector<std::string>{
      "/bin/sh", "-c", R"(exec "$0" "$1" 2>"$2")",
      absl::StrCat(ProgramFolder(), "/creditproof-gateway"), file,
      installation_.folder() / "log" / "gateway-without-limits.log"});
  return AwaitListening(*gateway_, config_.address());
}

const config::v1::Peer& BenchDoor::BackEnd(const std::string& name) const {
  const auto& all = config_.back_ends();
  return std::find_if(all.begin(), all.end(),
                      [&](const auto& one) { return one.name() == name; })
      ->peer();
}

absl::StatusOr<Target> BenchDoor::TargetOf(const std::string& name) const {
  return tool::TargetOf(BackEnd(name), config_.tls(), config_folder());
}

}  // namespace creditproof::tool
