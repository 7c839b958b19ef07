#include "services/ingestion/responsibility_catalogue.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "libs/record/catalogue.h"
#include "libs/record/region.h"
#include "libs/record/subject_name.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::SourceState;
using Regions = google::protobuf::RepeatedPtrField<std::string>;

bool HasArea(const SourceState& source, record::Area area) {
  const auto& areas = source.areas();
  return !source.record_kinds().empty() &&
         std::find(areas.begin(), areas.end(), area) != areas.end();
}

// Whether who answers for `regions` does in `region`: at the province's own
// level only who answers for all of the province.
bool AnswersIn(const Regions& regions, const record::Region& region) {
  if (regions.empty()) return true;
  const bool is_province = absl::EndsWith(region.code, "0000");
  return std::any_of(
      regions.begin(), regions.end(), [&](const std::string& prefix) {
        return is_province ? absl::StartsWith(region.code, prefix)
                           : record::MayLieIn(prefix, region.code);
      });
}

bool HasLooked(const SourceState& source, record::Area area,
               const record::Region& region) {
  const auto& looks = source.looks();
  return std::any_of(looks.begin(), looks.end(), [&](const auto& look) {
    return std::find(look.areas().begin(), look.areas().end(), area) !=
               look.areas().end() &&
           AnswersIn(look.regions(), region);
  });
}

}  // namespace

std::vector<v1::Responsibility> ResponsibilityCatalogue(
    const std::vector<SourceState>& sources) {
  std::vector<v1::Responsibility> catalogue;
  for (const record::Area area : record::AllAreas()) {
    for (const record::Region& region : record::Regions()) {
      v1::Responsibility& entry = catalogue.emplace_back();
      entry.set_area(area);
      entry.set_region_code(std::string(region.code));
      for (const SourceState& source : sources) {
        if (!HasArea(source, area) || !AnswersIn(source.regions(), region)) {
          continue;
        }
        entry.add_sources(record::SourceName(source.source_id()));
        if (HasLooked(source, area, region)) entry.set_delivered(true);
      }
    }
  }
  return catalogue;
}

}  // namespace creditproof::ingestion
