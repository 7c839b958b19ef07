#include "tools/creditproof/policy_try.h"

#include <grpcpp/client_context.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "creditproof/eligibility/v1/trial_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/trial_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::TrialProgress;
using eligibility::v1::TrialReport;
using eligibility::v1::TrialService;
using eligibility::v1::TryPolicyRequest;
using eligibility::v1::TryPolicyResponse;

constexpr std::int64_t kBarCells = 40;

struct TryOptions {
  std::string file;
  int sample = 0;
};

// One line that is written over, on a terminal only. `done` are the subjects of
// the instances before.
void ShowProgress(std::int64_t done, const TrialProgress& progress) {
  if (isatty(STDERR_FILENO) == 0) return;
  const std::int64_t total =
      std::max<std::int64_t>(progress.subjects_total(), 1);
  const auto cells = static_cast<std::size_t>(
      std::min(kBarCells, progress.subjects_done() * kBarCells / total));
  std::cerr << "\r[" << std::string(cells, '#')
            << std::string(kBarCells - cells, ' ') << "] 已试算 "
            << done + progress.subjects_done() << " 个主体" << std::flush;
}

absl::StatusOr<TrialReport> TryOn(const Service& service,
                                  const config::v1::Instance& instance,
                                  const TryPolicyRequest& request,
                                  std::int64_t done) {
  const std::uint32_t partition =
      instance.partitions().empty() ? 0 : instance.partitions(0);
  TrialService::Stub stub(service.peer->ChannelFor(partition));
  grpc::ClientContext context;
  const auto stream = stub.TryPolicy(&context, request);
  TryPolicyResponse response;
  while (stream->Read(&response)) {
    if (response.has_progress()) ShowProgress(done, response.progress());
  }
  RETURN_IF_ERROR(service.peer->Explain(stream->Finish(), partition));
  if (response.has_report()) return response.report();
  return absl::DataLossError("a trial ended without a report");
}

absl::StatusOr<int> RunTry(const Tool& tool, const TryOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  TryPolicyRequest request;
  ASSIGN_OR_RETURN(*request.mutable_text(), base::ReadFile(options.file));
  request.set_sample_size(options.sample);
  TrialReport whole;
  const Service& service = connection.eligibility_check_service();
  for (const auto& instance : service.config.instances()) {
    ASSIGN_OR_RETURN(const TrialReport report,
                     TryOn(service, instance, request, whole.subjects()));
    AddReport(report, whole);
  }
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K" << std::flush;
  if (tool.json) {
    PrintJson(TrialJson(whole));
  } else {
    PrintTrial(whole);
  }
  return 0;
}

}  // namespace

void AddPolicyTry(Tool& tool, CLI::App& policy) {
  auto options = std::make_shared<TryOptions>();
  CLI::App* command = policy.add_subcommand(
      "try",
      "试算新政策对全部主体结论的影响，不作任何改变 / tries one on all "
      "subjects, changes nothing");
  command->add_option("file", options->file, "政策，文本格式 policy.v1.Policy")
      ->required();
  command
      ->add_option("--sample", options->sample,
                   "每类变化列出多少个主体，缺省 10 / how many codes to name")
      ->check(CLI::Range(1, 100));
  command->footer("Example: creditproof policy try national-2025.textproto");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunTry(tool, *options); };
  });
}

}  // namespace creditproof::tool
