// creditproof status: which services serve, and what wants an administrator.
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/policy_service.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using ingestion::v1::PolicyService;

constexpr int kNotAllServing = 3;
constexpr absl::Duration kPatience = absl::Seconds(2);

// OK when the instance serves.
absl::Status Ask(const Service& service, const config::v1::Instance& instance) {
  const std::uint32_t partition =
      instance.partitions().empty() ? 0 : instance.partitions(0);
  ASSIGN_OR_RETURN(
      const auto response,
      service.peer->Call(partition, &Health::Stub::Check, HealthCheckRequest(),
                         absl::Now() + kPatience));
  if (response.status() == HealthCheckResponse::SERVING) {
    return absl::OkStatus();
  }
  return absl::UnavailableError("not serving");
}

void Print(const Tool& tool, const Service& service, const std::string& address,
           const absl::Status& status) {
  const std::string message(status.message());
  if (tool.json) {
    PrintJson({{"service", service.name},
               {"address", address},
               {"serving", status.ok()},
               {"message", message}});
  } else {
    PrintLine(absl::StrCat(service.name, "  ", address, "  ",
                           status.ok() ? "SERVING" : message));
  }
}

// What about the policy in force wants an administrator. Who may not ask, or
// cannot reach ingestion, is told nothing of it.
void PrintAlerts(const Tool& tool, const Connection& connection) {
  const auto policy = connection.ingestion().Call(
      kWholePartition, &PolicyService::Stub::GetPolicy,
      ingestion::v1::GetPolicyRequest(), absl::Now() + kPatience);
  if (!policy.ok() || policy->alerts().empty()) return;
  Json alerts = Json::array();
  for (const auto& alert : policy->alerts()) {
    alerts.push_back(alert.message());
    if (!tool.json) PrintLine(absl::StrCat("注意 ", alert.message()));
  }
  if (tool.json) PrintJson({{"alerts", alerts}});
}

// `wanted` empty for all.
absl::StatusOr<int> RunStatus(const Tool& tool,
                              const std::set<std::string>& wanted) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  bool all_serving = true;
  for (const Service& service : connection.services()) {
    if (!wanted.empty() && !wanted.contains(service.name)) continue;
    for (const auto& instance : service.config.instances()) {
      const absl::Status status = Ask(service, instance);
      all_serving = all_serving && status.ok();
      Print(tool, service, instance.address(), status);
    }
  }
  if (wanted.empty()) PrintAlerts(tool, connection);
  return all_serving ? 0 : kNotAllServing;
}

}  // namespace

void AddStatus(Tool& tool) {
  auto wanted = std::make_shared<std::set<std::string>>();
  CLI::App* command = tool.app.add_subcommand(
      "status", "各服务是否在运行 / says which services serve");
  command->add_option("service", *wanted, "缺省为全部 / all when left out")
      ->check(CLI::IsMember({"ingestion", "record-store", "eligibility-check",
                             "report-rendering", "verification"}));
  command->footer(
      "Example: creditproof status ingestion\n"
      "Exit status: 0 all serve, 3 not all");
  command->callback([&tool, wanted] {
    tool.run = [&tool, wanted] { return RunStatus(tool, *wanted); };
  });
}

}  // namespace creditproof::tool
