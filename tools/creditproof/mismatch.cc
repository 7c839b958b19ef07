// creditproof mismatch: the open differences between a source's table and the
// platform, and dismissing what no reconciliation closes any more.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/reconciliation_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::DismissMismatchRequest;
using ingestion::v1::ListMismatchesRequest;
using ingestion::v1::Mismatch;
using ingestion::v1::ReconciliationService;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr int kPageSize = 1000;
constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;

void Show(const Tool& tool, const Kinds& kinds, const Mismatch& mismatch) {
  const std::string kind = kinds.Id(mismatch.record_kind());
  if (tool.json) {
    PrintJson({{"name", mismatch.name()},
               {"subject", mismatch.subject()},
               {"record_kind", kind},
               {"key", mismatch.row_key()},
               {"open_time", TimeText(mismatch.open_time())},
               {"age_seconds", mismatch.age().seconds()}});
    return;
  }
  PrintLine(absl::StrCat(mismatch.name(), "\n  ", mismatch.subject(), "  ",
                         kind, "，已 ",
                         mismatch.age().seconds() / kSecondsOfDay, " 天 days，",
                         mismatch.row_key()));
}

absl::StatusOr<int> RunList(const Tool& tool, const std::string& source) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  const Kinds kinds = KnownKinds(connection);
  ListMismatchesRequest request;
  request.set_parent(record::SourceName(source));
  request.set_page_size(kPageSize);
  do {
    ASSIGN_OR_RETURN(
        const auto response,
        connection.ingestion().Call(
            kWholePartition, &ReconciliationService::Stub::ListMismatches,
            request, absl::Now() + kPatience));
    for (const Mismatch& mismatch : response.mismatches()) {
      Show(tool, kinds, mismatch);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> RunDismiss(const Tool& tool,
                               const DismissMismatchRequest& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(
      const Mismatch mismatch,
      connection.ingestion().Call(kWholePartition,
                                  &ReconciliationService::Stub::DismissMismatch,
                                  request, absl::Now() + kPatience));
  Show(tool, KnownKinds(connection), mismatch);
  return 0;
}

void AddList(Tool& tool, CLI::App& parent) {
  auto source = std::make_shared<std::string>();
  CLI::App* command =
      parent.add_subcommand("list", "列出未销的差异 / lists what is open");
  command->add_option("--source", *source, "信息来源单位 id")->required();
  command->footer("Example: creditproof mismatch list --source penalties");
  command->callback([&tool, source] {
    tool.run = [&tool, source] { return RunList(tool, *source); };
  });
}

void AddDismiss(Tool& tool, CLI::App& parent) {
  auto request = std::make_shared<DismissMismatchRequest>();
  CLI::App* command = parent.add_subcommand(
      "dismiss",
      "平台管理员说明理由销去一条差异 / closes one that no reconciliation "
      "closes; for administrators");
  command
      ->add_option("mismatch", *request->mutable_name(),
                   "sources/…/mismatches/…，见 list")
      ->required();
  command->add_option("--reason", *request->mutable_reason(), "理由 why")
      ->required();
  command->footer(
      "Example: creditproof mismatch dismiss "
      "sources/penalties/mismatches/0123456789abcdef0123456789abcdef "
      "--reason 该单位已撤并");
  command->callback([&tool, request] {
    tool.run = [&tool, request] { return RunDismiss(tool, *request); };
  });
}

}  // namespace

void AddMismatch(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "mismatch", "对账登记的差异 / differences that reconciliation found");
  command->require_subcommand(1);
  AddList(tool, *command);
  AddDismiss(tool, *command);
}

}  // namespace creditproof::tool
