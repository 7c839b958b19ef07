#include "tools/creditproof/report_presented.h"

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/verification/v1/presentation_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using verification::v1::GetPresentationsRequest;
using verification::v1::PresentationCount;
using verification::v1::PresentationDay;
using verification::v1::Presentations;
using verification::v1::PresentationService;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct PresentedOptions {
  std::optional<CreditCode> code;
  std::string number;
};

std::string ChannelName(const PresentationCount& count) {
  return Identifier(PresentationCount::Channel_Name(count.channel()),
                    "CHANNEL_");
}

std::string VerdictName(const PresentationCount& count) {
  return Identifier(verification::v1::Authenticity_Name(count.authenticity()),
                    "AUTHENTICITY_");
}

void Print(const Presentations& presented) {
  PrintLine(absl::StrCat("被核验次数 presented: ", presented.total_count()));
  for (const PresentationDay& day : presented.days()) {
    for (const PresentationCount& count : day.counts()) {
      PrintLine(absl::StrCat(day.date(), "  ", ChannelName(count), "  ",
                             VerdictName(count), "  ", count.count(),
                             "  最近 last: ", TimeText(count.last_time())));
    }
  }
}

Json AsJson(const Presentations& presented) {
  Json days = Json::array();
  for (const PresentationDay& day : presented.days()) {
    for (const PresentationCount& count : day.counts()) {
      days.push_back({{"date", day.date()},
                      {"channel", ChannelName(count)},
                      {"verdict", VerdictName(count)},
                      {"count", count.count()},
                      {"last_time", TimeText(count.last_time())}});
    }
  }
  return {{"number", presented.report_number()},
          {"total_count", presented.total_count()},
          {"days", std::move(days)}};
}

absl::StatusOr<int> RunPresented(const Tool& tool,
                                 const PresentedOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  GetPresentationsRequest request;
  request.set_report_number(options.number);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  ASSIGN_OR_RETURN(const Presentations presented,
                   connection.verification().Call(
                       connection.PartitionOf(*options.code),
                       &PresentationService::Stub::GetPresentations, request,
                       absl::Now() + kPatience));
  tool.json ? PrintJson(AsJson(presented)) : Print(presented);
  return 0;
}

}  // namespace

void AddReportPresented(Tool& tool, CLI::App& report) {
  auto options = std::make_shared<PresentedOptions>();
  CLI::App* command = report.add_subcommand(
      "presented",
      "报告被核验的次数，按日 / how often it was verified, by day");
  AddParsed(*command, "subject", options->code, CodeArgument,
            "统一社会信用代码")
      ->required();
  command->add_option("number", options->number, "报告编号")->required();
  command->footer(
      "Example: creditproof report presented 91230103TE00000103 "
      "S50B0S2DDZDPHZRK1");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunPresented(tool, *options); };
  });
}

}  // namespace creditproof::tool
