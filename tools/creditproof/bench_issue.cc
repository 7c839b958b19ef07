#include "tools/creditproof/bench_issue.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/config.h"
#include "tools/creditproof/bench_calls.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/creditproof/bench_listen.h"
#include "tools/creditproof/bench_pace.h"
#include "tools/creditproof/bench_process.h"
#include "tools/creditproof/connection.h"

namespace creditproof::tool {
namespace {

using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;
using report::v1::ReportService;

constexpr std::uint64_t kSubjects = 3'000;
constexpr std::size_t kInFlight = 32;
constexpr double kPace = 200;  // reports a second
constexpr absl::Duration kWarmUp = absl::Seconds(2);
constexpr absl::Duration kTime = absl::Seconds(10);

absl::StatusOr<Target> ReportRendering(const std::string& config_file) {
  config::v1::Client config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  return TargetOf(config.report_rendering(), config.tls(),
                  rpc::ConfigFolder(config_file));
}

absl::StatusOr<std::vector<IssueReportRequest>> RequestsFor(
    const std::vector<std::string>& codes, const Connection& connection) {
  std::vector<IssueReportRequest> requests;
  for (const std::string& code : codes) {
    IssueReportRequest& request = requests.emplace_back();
    request.set_parent("subjects/" + code);
    ASSIGN_OR_RETURN(*request.mutable_ground(),
                     connection.GroundFor(*CreditCode::Parse(code)));
    request.set_scenario(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
    request.set_purpose("参加设备采购项目投标");
  }
  return requests;
}

// Never the same request twice.
class IssueLoad {
 public:
  IssueLoad(const Target& target, std::vector<IssueReportRequest> requests)
      : requests_(std::move(requests)) {
    for (const auto& channel : ConnectAll(target)) {
      stubs_.push_back(ReportService::NewStub(channel));
    }
  }

  absl::StatusOr<LoadFigures> Keep(absl::Duration time) {
    return KeepCalling(kInFlight, time, Start(kInFlight));
  }

  absl::StatusOr<LoadFigures> Pace(absl::Duration time) {
    return KeepPace(kPace, time, Start(kMostPaced));
  }

 private:
  StartCall Start(std::size_t loops) {
    responses_.resize(loops);
    return [this](std::size_t loop, std::size_t, grpc::ClientContext& context,
                  std::function<void(grpc::Status)> ended) {
      const std::size_t number = calls_++;
      IssueReportRequest request = requests_[number % requests_.size()];
      request.set_request_id(
          absl::StrFormat("00000000-0000-4000-8000-%012x", number));
      IssueReportResponse& response = responses_[loop];
      stubs_[number % kConnections]->async()->IssueReport(
          &context, &request, &response,
          [&response, ended = std::move(ended)](const grpc::Status& status) {
            ended(!status.ok() || response.has_report()
                      ? status
                      : grpc::Status(grpc::INTERNAL, "refused to a clean one"));
          });
    };
  }

  const std::vector<IssueReportRequest> requests_;
  std::vector<std::unique_ptr<ReportService::Stub>> stubs_;
  std::vector<IssueReportResponse> responses_;  // by loop
  std::atomic<std::size_t> calls_{0};
};

}  // namespace

absl::StatusOr<IssueFigures> MeasureIssuing() {
  BenchInstallation installation;
  RETURN_IF_ERROR(installation.Start());
  ASSIGN_OR_RETURN(const std::vector<std::string> codes,
                   installation.Register(kSubjects));
  const std::string config = installation.client_config();
  ASSIGN_OR_RETURN(const Connection connection, Connection::Open(config));
  ASSIGN_OR_RETURN(const Target target, ReportRendering(config));
  ASSIGN_OR_RETURN(std::vector<IssueReportRequest> requests,
                   RequestsFor(codes, connection));
  IssueLoad load(target, std::move(requests));
  RETURN_IF_ERROR(load.Keep(kWarmUp).status());
  IssueFigures figures{};
  ASSIGN_OR_RETURN(figures.full, load.Keep(kTime));
  ASSIGN_OR_RETURN(figures.paced, load.Pace(kTime));
  ASSIGN_OR_RETURN(const pid_t printer, installation.Pid("report-rendering"));
  ASSIGN_OR_RETURN(figures.memory_bytes, MostMemoryOf(printer));
  return figures;
}

}  // namespace creditproof::tool
