// creditproof source: the departments that deliver.
#include <memory>
#include <string>

#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/responsibilities.h"
#include "tools/creditproof/source_edits.h"
#include "tools/creditproof/source_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::CreateSourceRequest;
using ingestion::v1::GetSourceRequest;
using ingestion::v1::ListSourcesRequest;
using ingestion::v1::Source;
using ingestion::v1::SourceService;
using ingestion::v1::UpdateSourceRequest;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr char kDefaultClient[] = "admin.creditproof";

struct SourceOptions {
  std::string id;
  SourceEdits edits;
};

absl::Status Apply(const SourceEdits& edits, const Kinds& kinds,
                   Source& source) {
  for (const auto& edit : edits) RETURN_IF_ERROR(edit(kinds, source));
  return absl::OkStatus();
}

template <typename Method, typename Request>
auto Call(const Connection& connection, Method method, const Request& request) {
  return connection.ingestion().Call(kWholePartition, method, request,
                                     absl::Now() + kPatience);
}

absl::StatusOr<Source> Get(const Connection& connection,
                           const std::string& id) {
  GetSourceRequest request;
  request.set_name(record::SourceName(id));
  return Call(connection, &SourceService::Stub::GetSource, request);
}

absl::StatusOr<int> RunCreate(const Tool& tool, const SourceOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  CreateSourceRequest request;
  request.set_source_id(options.id);
  request.mutable_source()->add_client_names(kDefaultClient);
  const Kinds kinds = KnownKinds(connection);
  RETURN_IF_ERROR(Apply(options.edits, kinds, *request.mutable_source()));
  ASSIGN_OR_RETURN(
      const Source created,
      Call(connection, &SourceService::Stub::CreateSource, request));
  PrintSource(tool, kinds, created);
  return 0;
}

absl::StatusOr<int> RunUpdate(const Tool& tool, const SourceOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  UpdateSourceRequest request;
  ASSIGN_OR_RETURN(*request.mutable_source(), Get(connection, options.id));
  request.set_etag(request.source().etag());
  const Kinds kinds = KnownKinds(connection);
  RETURN_IF_ERROR(Apply(options.edits, kinds, *request.mutable_source()));
  ASSIGN_OR_RETURN(
      const Source updated,
      Call(connection, &SourceService::Stub::UpdateSource, request));
  PrintSourceInFull(tool, kinds, updated);
  return 0;
}

absl::StatusOr<int> RunShow(const Tool& tool, const std::string& id) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const Source source, Get(connection, id));
  PrintSourceInFull(tool, KnownKinds(connection), source);
  return 0;
}

absl::StatusOr<int> RunList(const Tool& tool) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  const Kinds kinds = KnownKinds(connection);
  ListSourcesRequest request;
  do {
    ASSIGN_OR_RETURN(
        const auto response,
        Call(connection, &SourceService::Stub::ListSources, request));
    for (const Source& source : response.sources()) {
      PrintSource(tool, kinds, source);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

void AddCreate(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<SourceOptions>();
  CLI::App* command =
      parent.add_subcommand("create", "登记来源 / registers one");
  command->add_option("id", options->id, "[a-z0-9-], 1-63")->required();
  AddSourceOptions(*command, options->edits);
  command->get_option("--name")->required();
  command->get_option("--contact")->required();
  command->footer(
      "Example: creditproof source create harbin-scjg --name "
      "哈尔滨市市场监督管理局 --contact 0451-12345 --areas 市场监管 --kinds "
      "penalty --regions 2301 --cadence 7");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunCreate(tool, *options); };
  });
}

void AddUpdate(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<SourceOptions>();
  CLI::App* command = parent.add_subcommand(
      "update", "变更来源，未写的项不变 / changes what is named of one");
  command->add_option("id", options->id, "来源标识")->required();
  AddSourceOptions(*command, options->edits);
  command->footer(
      "Example: creditproof source update harbin-scjg --cadence 3 --terms "
      "penalty=7");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunUpdate(tool, *options); };
  });
}

void AddShowOne(Tool& tool, CLI::App& parent) {
  auto id = std::make_shared<std::string>();
  CLI::App* command =
      parent.add_subcommand("show", "查看一个来源 / shows one in full");
  command->add_option("id", *id, "来源标识")->required();
  command->footer("Example: creditproof source show harbin-scjg");
  command->callback(
      [&tool, id] { tool.run = [&tool, id] { return RunShow(tool, *id); }; });
}

}  // namespace

void AddSource(Tool& tool) {
  CLI::App* command =
      tool.app.add_subcommand("source", "信息来源单位 / sources");
  command->require_subcommand(1);
  AddCreate(tool, *command);
  AddUpdate(tool, *command);
  AddShowOne(tool, *command);
  CLI::App* list = command->add_subcommand("list", "列出全部 / lists them");
  list->footer("Example: creditproof source list");
  list->callback([&tool] { tool.run = [&tool] { return RunList(tool); }; });
  AddResponsibilities(tool, *command);
}

}  // namespace creditproof::tool
