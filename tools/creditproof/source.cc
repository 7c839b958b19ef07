// creditproof source: the departments that deliver.
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::CreateSourceRequest;
using ingestion::v1::ListSourcesRequest;
using ingestion::v1::Source;
using ingestion::v1::SourceService;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct SourceOptions {
  std::string id;
  Source source;
  std::vector<record::v1::Area> areas;
  std::vector<record::v1::RecordKind> kinds;
  std::vector<std::string> clients = {"admin.creditproof"};
};

Json SourceJson(const Source& source) {
  Json json = {
      {"name", source.name()},
      {"display_name", source.display_name()},
      {"contact", source.contact()},
      {"areas", Json::array()},
      {"record_kinds", Json::array()},
      {"delivers_registrations", source.delivers_registrations()},
      {"first_delivery_time", TimeText(source.first_delivery_time())},
      {"latest_delivery_time", TimeText(source.latest_delivery_time())}};
  for (const int area : source.areas()) {
    json["areas"].push_back(Identifier(
        record::v1::Area_Name(static_cast<record::v1::Area>(area)), "AREA_"));
  }
  for (const int kind : source.record_kinds()) {
    json["record_kinds"].push_back(Identifier(
        record::v1::RecordKind_Name(static_cast<record::v1::RecordKind>(kind)),
        "RECORD_KIND_"));
  }
  return json;
}

void Print(const Tool& tool, const Source& source) {
  if (tool.json) {
    PrintJson(SourceJson(source));
    return;
  }
  const std::string latest = TimeText(source.latest_delivery_time());
  PrintLine(absl::StrCat(source.name(), "  ", source.display_name(), "  ",
                         source.areas_size(), " 个领域  最近报送 latest: ",
                         latest.empty() ? "尚未报送 never" : latest));
}

absl::StatusOr<int> RunCreate(const Tool& tool, const SourceOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  CreateSourceRequest request;
  request.set_source_id(options.id);
  Source& source = *request.mutable_source();
  source = options.source;
  source.mutable_areas()->Assign(options.areas.begin(), options.areas.end());
  source.mutable_record_kinds()->Assign(options.kinds.begin(),
                                        options.kinds.end());
  source.mutable_client_names()->Assign(options.clients.begin(),
                                        options.clients.end());
  ASSIGN_OR_RETURN(const Source created,
                   connection.ingestion().Call(
                       kWholePartition, &SourceService::Stub::CreateSource,
                       request, absl::Now() + kPatience));
  Print(tool, created);
  return 0;
}

absl::StatusOr<int> RunList(const Tool& tool) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ListSourcesRequest request;
  do {
    ASSIGN_OR_RETURN(const auto response,
                     connection.ingestion().Call(
                         kWholePartition, &SourceService::Stub::ListSources,
                         request, absl::Now() + kPatience));
    for (const Source& source : response.sources()) Print(tool, source);
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

void AddCreate(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<SourceOptions>();
  Source& source = options->source;
  CLI::App* command =
      parent.add_subcommand("create", "登记来源 / registers one");
  command->add_option("id", options->id, "[a-z0-9-], 1-63")->required();
  command->add_option("--name", *source.mutable_display_name(), "单位名称")
      ->required();
  command->add_option("--contact", *source.mutable_contact(), "联系方式")
      ->required();
  command->add_option("--credit-code", *source.mutable_credit_code(),
                      "单位自身的统一社会信用代码");
  AddParsed(*command, "--areas", options->areas, AreasArgument,
            "负责的领域，逗号分隔，all 为全部");
  AddParsed(*command, "--kinds", options->kinds, RecordKindsArgument,
            "penalty,dishonesty,defaulter");
  command->add_flag_callback(
      "--registrations", [&source] { source.set_delivers_registrations(true); },
      "可报送登记信息");
  command
      ->add_option("--clients", options->clients,
                   "可代其报送的证书名称，逗号分隔")
      ->delimiter(',');
  command->footer(
      "Example: creditproof source create harbin-scjg --name "
      "哈尔滨市市场监督管理局 --contact 0451-12345 --areas 市场监管 --kinds "
      "penalty");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunCreate(tool, *options); };
  });
}

}  // namespace

void AddSource(Tool& tool) {
  CLI::App* command =
      tool.app.add_subcommand("source", "信息来源单位 / sources");
  command->require_subcommand(1);
  AddCreate(tool, *command);
  CLI::App* list = command->add_subcommand("list", "列出全部 / lists them");
  list->footer("Example: creditproof source list");
  list->callback([&tool] { tool.run = [&tool] { return RunList(tool); }; });
}

}  // namespace creditproof::tool
