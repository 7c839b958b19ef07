#include "tools/creditproof/responsibilities.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/record/region.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::GetResponsibilitiesRequest;
using ingestion::v1::GetResponsibilitiesResponse;
using ingestion::v1::Responsibility;
using ingestion::v1::SourceService;

constexpr absl::Duration kPatience = absl::Seconds(20);

void PrintOne(const Responsibility& entry) {
  PrintJson({{"area", Identifier(record::v1::Area_Name(entry.area()), "AREA_")},
             {"region_code", entry.region_code()},
             {"region", record::RegionName(entry.region_code())},
             {"sources", entry.sources()},
             {"delivered", entry.delivered()}});
}

std::string Who(const Responsibility& entry) {
  if (entry.sources().empty()) return "无人负责 nobody";
  return absl::StrCat(
      absl::StrJoin(entry.sources(), "、",
                    [](std::string* out, absl::string_view name) {
                      absl::StrAppend(out, absl::StripPrefix(name, "sources/"));
                    }),
      entry.delivered() ? "" : "（尚未报送 not delivered yet）");
}

// The regions of an area that have the same answer stand in one line.
void PrintTable(const GetResponsibilitiesResponse& response) {
  std::vector<std::string> regions;
  const auto& entries = response.responsibilities();
  for (int i = 0; i < entries.size(); ++i) {
    const Responsibility& entry = entries[i];
    regions.emplace_back(record::RegionName(entry.region_code()));
    const bool goes_on = i + 1 < entries.size() &&
                         entries[i + 1].area() == entry.area() &&
                         Who(entries[i + 1]) == Who(entry);
    if (goes_on) continue;
    const std::string where = regions.size() == record::Regions().size()
                                  ? "全省 everywhere"
                                  : absl::StrJoin(regions, "、");
    PrintLine(absl::StrCat(record::ChineseName(entry.area()), "  ", where, "  ",
                           Who(entry)));
    regions.clear();
  }
}

absl::StatusOr<int> Run(const Tool& tool, bool only_uncovered) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  GetResponsibilitiesRequest request;
  request.set_only_uncovered(only_uncovered);
  ASSIGN_OR_RETURN(
      const GetResponsibilitiesResponse response,
      connection.ingestion().Call(kWholePartition,
                                  &SourceService::Stub::GetResponsibilities,
                                  request, absl::Now() + kPatience));
  if (!tool.json) {
    PrintTable(response);
    return 0;
  }
  for (const Responsibility& entry : response.responsibilities()) {
    PrintOne(entry);
  }
  return 0;
}

}  // namespace

void AddResponsibilities(Tool& tool, CLI::App& source) {
  auto only_uncovered = std::make_shared<bool>(false);
  CLI::App* command = source.add_subcommand(
      "responsibilities",
      "责任目录：各领域、各区划由谁负责 / who answers for what, and where");
  command->add_flag("--uncovered", *only_uncovered,
                    "只列无人负责的 / only what nobody answers for");
  command->footer("Example: creditproof source responsibilities --uncovered");
  command->callback([&tool, only_uncovered] {
    tool.run = [&tool, only_uncovered] { return Run(tool, *only_uncovered); };
  });
}

}  // namespace creditproof::tool
