#include "tools/creditproof/audit_verify.h"

#include <unistd.h>

#include <iostream>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/audit/v1/audit_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/audit_checkpoints.h"
#include "tools/creditproof/audit_output.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/instances.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using audit::v1::AuditService;
using audit::v1::ChainPoint;
using audit::v1::TrailProgress;
using audit::v1::TrailState;
using audit::v1::VerifyTrailRequest;
using audit::v1::VerifyTrailResponse;

constexpr int kFailed = 1;
constexpr int kNotIntact = 3;
constexpr absl::Duration kPatience = absl::Hours(6);

void ShowProgress(const ServiceInstance& instance,
                  const TrailProgress& progress) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::cerr << "\r" << instance.service << "  " << progress.sequence() << " / "
            << progress.last_sequence() << "\r" << std::flush;
}

absl::StatusOr<TrailState> Walk(const ServiceInstance& instance,
                                const ChainPoint& known) {
  VerifyTrailRequest request;
  if (known.sequence() != 0) *request.mutable_known_end() = known;
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  AuditService::Stub stub(instance.peer->ChannelFor(instance.partition));
  const auto reader = stub.VerifyTrail(&context, request);
  VerifyTrailResponse response;
  while (reader->Read(&response)) {
    if (response.has_progress()) ShowProgress(instance, response.progress());
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) {
    return instance.peer->Explain(status, instance.partition);
  }
  if (response.has_state()) return response.state();
  return absl::InternalError("the answer ends without a state");
}

void Print(const Tool& tool, const ServiceInstance& instance,
           const TrailState& state, const ChainPoint& known) {
  if (tool.json) {
    PrintJson(TrailJson(instance, state, known));
  } else {
    PrintTrail(instance, state, known);
  }
}

absl::Status NotVerified(absl::string_view instance,
                         const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(instance, ": 未能核验 was not verified: ",
                                   status.message()));
}

// The ends of instances that there no longer are prove nothing, and nothing
// proves them.
bool TellVanished(const std::vector<ServiceInstance>& instances,
                  const Checkpoints& checkpoints) {
  std::set<std::pair<std::string, std::string>> known;
  for (const auto& instance : instances) {
    known.emplace(instance.service, instance.partitions);
  }
  bool any = false;
  for (const auto& [instance, point] : checkpoints) {
    if (known.contains(instance)) continue;
    any = true;
    PrintError(NotVerified(
        absl::StrCat(instance.first, " [", instance.second, "]"),
        absl::NotFoundError("配置中没有这个实例 the configuration has no such "
                            "instance; remove its line when that is right")));
  }
  return any;
}

}  // namespace

absl::StatusOr<int> VerifyTrails(const Tool& tool,
                                 const std::string& checkpoint_file) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  Checkpoints checkpoints;
  if (!checkpoint_file.empty()) {
    ASSIGN_OR_RETURN(checkpoints, ReadCheckpoints(checkpoint_file));
  }
  const std::vector<ServiceInstance> instances = InstancesOf(connection);
  bool intact = true;
  bool all_asked = !TellVanished(instances, checkpoints);
  for (const ServiceInstance& instance : instances) {
    ChainPoint& known = checkpoints[{instance.service, instance.partitions}];
    const absl::StatusOr<TrailState> state = Walk(instance, known);
    if (!state.ok()) {
      all_asked = false;
      PrintError(NotVerified(instance.service, state.status()));
      continue;
    }
    Print(tool, instance, *state, known);
    intact = intact && !state->has_damage();
    if (!state->has_damage()) known = state->end();
  }
  if (!checkpoint_file.empty()) {
    std::erase_if(checkpoints, [](const auto& checkpoint) {
      return checkpoint.second.sequence() == 0;
    });
    RETURN_IF_ERROR(WriteCheckpoints(checkpoint_file, checkpoints));
  }
  if (!intact) return kNotIntact;
  return all_asked ? 0 : kFailed;
}

}  // namespace creditproof::tool
