// creditproof status-list: what verifies off line which reports were revoked.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/instances.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using verification::v1::GetStatusListRequest;
using verification::v1::GetStatusListResponse;
using verification::v1::VerificationService;

constexpr absl::Duration kPatience = absl::Minutes(2);  // the first takes long
constexpr absl::Duration kPause = absl::Milliseconds(200);

// The first list is made once somebody asked.
absl::StatusOr<GetStatusListResponse> Fetch(const ServiceInstance& instance) {
  const absl::Time deadline = absl::Now() + kPatience;
  while (true) {
    absl::StatusOr<GetStatusListResponse> response = instance.peer->Call(
        instance.partition, &VerificationService::Stub::GetStatusList,
        GetStatusListRequest(), deadline);
    if (!absl::IsResourceExhausted(response.status()) ||
        absl::Now() + kPause > deadline) {
      return response;
    }
    absl::SleepFor(kPause);
  }
}

// Of all instances, one after another.
absl::StatusOr<std::string> FetchAll(const Connection& connection) {
  std::string lists;
  for (const ServiceInstance& instance : InstancesOf(connection)) {
    if (instance.peer != &connection.verification()) continue;
    ASSIGN_OR_RETURN(const auto response, Fetch(instance));
    lists += response.status_list();
  }
  return lists;
}

absl::StatusOr<int> RunStatusList(const Tool& tool, const std::string& file) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const std::string lists, FetchAll(connection));
  RETURN_IF_ERROR(base::WriteFile(file, lists));
  if (tool.json) {
    PrintJson({{"file", file}, {"bytes", lists.size()}});
  } else {
    PrintLine(absl::StrCat(file, "  ", lists.size(), " 字节 bytes"));
  }
  return 0;
}

}  // namespace

void AddStatusList(Tool& tool) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = tool.app.add_subcommand(
      "status-list",
      "获取状态清单，供脱机核验得知有无撤销，24 小时内有效 / fetches what "
      "verify --offline --status-list reads");
  AddParsed(*command, "--out", *file, NewFileArgument,
            "写到这里 / where it goes")
      ->required();
  command->footer("Example: creditproof status-list --out today.status");
  command->callback([&tool, file] {
    tool.run = [&tool, file] { return RunStatusList(tool, *file); };
  });
}

}  // namespace creditproof::tool
