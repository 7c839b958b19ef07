#include "tools/creditproof/bench_door_work.h"

#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/testing/http_client.h"
#include "tools/creditproof/bench_crowd.h"
#include "tools/creditproof/bench_download.h"
#include "tools/creditproof/bench_http_load.h"
#include "tools/creditproof/bench_node.h"
#include "tools/creditproof/bench_process.h"
#include "tools/creditproof/bench_wrk.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using Run = std::function<absl::StatusOr<LoadFigures>()>;

constexpr char kVerify[] = "/v1/reports:verify";
constexpr int kRounds = 7;
constexpr absl::Duration kWrkTime = absl::Seconds(3);
constexpr int kDownloadRounds = 5;
constexpr absl::Duration kDownloadTime = absl::Seconds(4);
constexpr double kDownloads = 100;  // a second
constexpr int kCrowdRounds = 3;
// Long enough that slow ones are cut off, and come again.
constexpr absl::Duration kCrowdTime = absl::Seconds(12);
constexpr double kOthers = 500;  // a second, beside the crowd

// `run` with the CPU time a call that `server` takes.
Run CountingCpuOf(pid_t server, Run run) {
  return [server, run = std::move(run)]() -> absl::StatusOr<LoadFigures> {
    ASSIGN_OR_RETURN(const double before, CpuSecondsOf(server));
    ASSIGN_OR_RETURN(LoadFigures figures, run());
    ASSIGN_OR_RETURN(const double after, CpuSecondsOf(server));
    figures.cpu_us = 1e6 * (after - before) / figures.calls;
    return figures;
  };
}

}  // namespace

absl::Status DoorWork::Start() {
  RETURN_IF_ERROR(CheckWrk());
  RETURN_IF_ERROR(door_.Start());
  RETURN_IF_ERROR(CheckAnswer(door_.address()));
  if (absl::Status peer = StartPeers(); !peer.ok()) PrintError(peer);
  return absl::OkStatus();
}

absl::Status DoorWork::StartPeers() {
  RETURN_IF_ERROR(InstallPeers(peers_.path()));
  ASSIGN_OR_RETURN(auto one, Fastify::Start(door_, peers_.path(), 1));
  RETURN_IF_ERROR(CheckAnswer(one->address()));
  ASSIGN_OR_RETURN(fastify_2_, Fastify::Start(door_, peers_.path(), 2));
  RETURN_IF_ERROR(CheckAnswer(fastify_2_->address()));
  fastify_ = std::move(one);
  return absl::OkStatus();
}

std::string DoorWork::Question() const {
  return Json{{"reportNumber", door_.report().report_number()}}.dump();
}

absl::Status DoorWork::CheckAnswer(const std::string& address) const {
  const testing::HttpReply reply =
      testing::Fetch(address, testing::JsonPost(kVerify, Question()));
  if (absl::StrContains(reply.body, "\"AUTHENTICITY_GENUINE\"")) {
    return absl::OkStatus();
  }
  return absl::InternalError("a sample is judged " + reply.body);
}

absl::StatusOr<Contenders> DoorWork::Questions() const {
  Contenders contenders;
  const auto add = [&](const char* name, const std::string& address,
                       pid_t server) {
    const std::string url = absl::StrCat("http://", address, kVerify);
    contenders.push_back(
        {name, "gateway", CountingCpuOf(server, [url, body = Question()] {
           return RunWrk(url, body, kWrkTime);
         })});
  };
  add("gateway", door_.address(), door_.process());
  if (fastify_ != nullptr) {
    add("fastify", fastify_->address(), fastify_->process());
    add("fastify_2", fastify_2_->address(), fastify_2_->process());
  }
  RETURN_IF_ERROR(RunInTurns(kRounds, contenders));
  return contenders;
}

std::string DoorWork::Download() const {
  return testing::Head(
      absl::StrCat("GET /v1/", door_.report().name(), ":download"),
      absl::StrCat("authorization: Bearer ", door_.access_token(), "\r\n"));
}

absl::StatusOr<Contenders> DoorWork::Downloads() const {
  report::v1::ReadReportFileRequest request;
  request.set_name(door_.report().name());
  request.mutable_ground()->mutable_subject()->set_access_token(
      door_.access_token());
  ASSIGN_OR_RETURN(const Target target, door_.TargetOf("report-rendering"));
  ASSIGN_OR_RETURN(const pid_t printer,
                   door_.installation().Pid("report-rendering"));
  const DownloadLoad straight(target, request);
  HttpLoad through(door_.address(), Download());
  Contenders contenders = {
      {"download_grpc", "download_grpc",
       CountingCpuOf(printer,
                     [&] { return straight.Pace(kDownloads, kDownloadTime); })},
      {"download", "download_grpc", CountingCpuOf(door_.process(), [&] {
         return through.Pace(kDownloads, kDownloadTime);
       })}};
  RETURN_IF_ERROR(RunInTurns(kDownloadRounds, contenders));
  return contenders;
}

absl::StatusOr<Contenders> DoorWork::BesideCrowd() const {
  HttpLoad others(door_.address(), testing::JsonPost(kVerify, Question()));
  const Run pace = [&others] { return others.Pace(kOthers, kCrowdTime); };
  const Run crowded = [this, &pace]() -> absl::StatusOr<LoadFigures> {
    ASSIGN_OR_RETURN(const auto crowd, Crowd::Gather(door_.address()));
    ASSIGN_OR_RETURN(const LoadFigures figures, pace());
    RETURN_IF_ERROR(crowd->CheckIdle());
    return figures;
  };
  Contenders contenders = {
      {"alone", "alone", CountingCpuOf(door_.process(), pace)},
      {"crowded", "alone", CountingCpuOf(door_.process(), crowded)}};
  RETURN_IF_ERROR(RunInTurns(kCrowdRounds, contenders));
  return contenders;
}

absl::StatusOr<double> DoorWork::MostMemory() const {
  return MostMemoryOf(door_.process());
}

}  // namespace creditproof::tool
