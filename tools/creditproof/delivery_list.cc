// creditproof delivery: what was delivered, and snapshots that wait for a
// decision.
#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/delivery_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/sweep_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Delivery;
using ingestion::v1::DeliveryService;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr absl::Duration kSweepPatience = absl::Hours(1);

struct DeliveryOptions {
  std::string source_id;
  std::string delivery_id;
  bool reject = false;
  int limit = 20;
};

std::string NameOf(const DeliveryOptions& options) {
  return absl::StrCat(record::SourceName(options.source_id), "/deliveries/",
                      options.delivery_id);
}

absl::string_view SweepText(Delivery::SweepState state) {
  switch (state) {
    case Delivery::SWEEP_STATE_LISTING:
      return "快照未报完";
    case Delivery::SWEEP_STATE_SWEEPING:
      return "失效处理中";
    case Delivery::SWEEP_STATE_SWEPT:
      return "失效处理完毕";
    case Delivery::SWEEP_STATE_WITHHELD:
      return "待确认";
    case Delivery::SWEEP_STATE_SUSPENDED:
      return "有读不出的行，未作失效处理";
    case Delivery::SWEEP_STATE_REJECTED:
      return "已否决";
    case Delivery::SWEEP_STATE_DISPLACED:
      return "已被后来的快照取代";
    default:
      return "";
  }
}

Json DeliveryJson(const Kinds& kinds, const Delivery& delivery) {
  Json json = {
      {"name", delivery.name()},
      {"file_kind", kinds.Id(delivery.file_kind())},
      {"state", Identifier(Delivery::State_Name(delivery.state()), "STATE_")},
      {"client", delivery.client()},
      {"create_time", TimeText(delivery.create_time())},
      {"rows", Json::object()}};
  for (const auto& count : delivery.counts()) {
    json["rows"][Identifier(ingestion::v1::RowOutcome_Name(count.outcome()),
                            "ROW_OUTCOME_")] = count.rows();
  }
  if (!delivery.has_snapshot()) return json;
  json["sweep_state"] = Identifier(
      Delivery::SweepState_Name(delivery.sweep_state()), "SWEEP_STATE_");
  json["regions"] = Json::array();
  for (const std::string& region : delivery.snapshot().regions()) {
    json["regions"].push_back(region);
  }
  json["sweep"] = SweepJson(delivery.sweep());
  return json;
}

void Print(const Tool& tool, const Kinds& kinds, const Delivery& delivery) {
  if (tool.json) return PrintJson(DeliveryJson(kinds, delivery));
  std::string rows;
  for (const auto& count : delivery.counts()) {
    absl::StrAppend(&rows, "  ",
                    Identifier(ingestion::v1::RowOutcome_Name(count.outcome()),
                               "ROW_OUTCOME_"),
                    " ", count.rows());
  }
  const bool ended = delivery.state() == Delivery::STATE_ENDED;
  PrintLine(absl::StrCat(TimeText(delivery.create_time()), "  ",
                         delivery.name(), "  ",
                         ended ? "已完成 ended" : "未报完 in progress", rows));
  if (!delivery.has_snapshot()) return;
  PrintSweep(delivery.sweep());
  PrintLine(
      absl::StrCat("  ", SweepText(delivery.sweep_state()), " ",
                   Identifier(Delivery::SweepState_Name(delivery.sweep_state()),
                              "SWEEP_STATE_")));
}

absl::StatusOr<int> RunList(const Tool& tool, const DeliveryOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::ListDeliveriesRequest request;
  request.set_parent(record::SourceName(options.source_id));
  const Kinds kinds = KnownKinds(connection);
  int left = options.limit;
  do {
    request.set_page_size(std::min(left, 100));
    ASSIGN_OR_RETURN(
        const auto response,
        connection.ingestion().Call(kWholePartition,
                                    &DeliveryService::Stub::ListDeliveries,
                                    request, absl::Now() + kPatience));
    for (const Delivery& delivery : response.deliveries()) {
      Print(tool, kinds, delivery);
    }
    left -= response.deliveries_size();
    request.set_page_token(response.next_page_token());
  } while (left > 0 && !request.page_token().empty());
  return 0;
}

absl::StatusOr<int> RunShow(const Tool& tool, const DeliveryOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::GetDeliveryRequest request;
  request.set_name(NameOf(options));
  ASSIGN_OR_RETURN(const Delivery delivery,
                   connection.ingestion().Call(
                       kWholePartition, &DeliveryService::Stub::GetDelivery,
                       request, absl::Now() + kPatience));
  Print(tool, KnownKinds(connection), delivery);
  return 0;
}

absl::StatusOr<Delivery> Decide(const Connection& connection,
                                const DeliveryOptions& options) {
  const absl::Time deadline = absl::Now() + kSweepPatience;
  if (options.reject) {
    ingestion::v1::RejectSnapshotRequest request;
    request.set_name(NameOf(options));
    return connection.ingestion().Call(kWholePartition,
                                       &DeliveryService::Stub::RejectSnapshot,
                                       request, deadline);
  }
  ingestion::v1::ConfirmSnapshotRequest request;
  request.set_name(NameOf(options));
  return connection.ingestion().Call(kWholePartition,
                                     &DeliveryService::Stub::ConfirmSnapshot,
                                     request, deadline);
}

absl::StatusOr<int> RunConfirm(const Tool& tool,
                               const DeliveryOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const Delivery delivery, Decide(connection, options));
  Print(tool, KnownKinds(connection), delivery);
  return 0;
}

using Run = absl::StatusOr<int> (*)(const Tool&, const DeliveryOptions&);

// A command about one delivery.
CLI::App* AddOne(Tool& tool, CLI::App& parent, const std::string& name,
                 const std::string& description, Run run,
                 const std::shared_ptr<DeliveryOptions>& options) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->add_option("delivery", options->delivery_id, "报送编号 delivery id")
      ->required();
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  command->footer(absl::StrCat("Example: creditproof delivery ", name,
                               " 5f2a… --source penalties"));
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
  return command;
}

void AddList(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<DeliveryOptions>();
  CLI::App* command =
      parent.add_subcommand("list", "列出报送，新的在前 / lists, latest first");
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  command->add_option("--limit", options->limit, "最多几条 / at most so many")
      ->check(CLI::PositiveNumber);
  command->footer("Example: creditproof delivery list --source penalties");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunList(tool, *options); };
  });
}

}  // namespace

void AddDelivery(Tool& tool) {
  CLI::App* command =
      tool.app.add_subcommand("delivery", "报送记录 / what was delivered");
  command->require_subcommand(1);
  AddList(tool, *command);
  AddOne(tool, *command, "show", "一次报送 / one of them", RunShow,
         std::make_shared<DeliveryOptions>());
  auto options = std::make_shared<DeliveryOptions>();
  CLI::App* confirm = AddOne(
      tool, *command, "confirm",
      "确认快照未列的信息确已失效 / lets lapse what a withheld snapshot lacks",
      RunConfirm, options);
  confirm->add_flag("--reject", options->reject,
                    "否决：未列的信息全部保留 / keeps it instead");
}

}  // namespace creditproof::tool
