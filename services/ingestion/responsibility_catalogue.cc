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

bool HasArea(const SourceState& source, record::Area area) {
  const auto& areas = source.areas();
  return !source.record_kinds().empty() &&
         std::find(areas.begin(), areas.end(), area) != areas.end();
}

// At the province's own level only who answers for all of the province does.
bool AnswersIn(const SourceState& source, const record::Region& region) {
  const auto& regions = source.regions();
  if (regions.empty()) return true;
  const bool is_province = absl::EndsWith(region.code, "0000");
  return std::any_of(
      regions.begin(), regions.end(), [&](const std::string& prefix) {
        return is_province ? absl::StartsWith(region.code, prefix)
                           : record::MayLieIn(prefix, region.code);
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
        if (!HasArea(source, area) || !AnswersIn(source, region)) continue;
        entry.add_sources(record::SourceName(source.source_id()));
        if (source.has_first_delivery_time()) entry.set_delivered(true);
      }
    }
  }
  return catalogue;
}

}  // namespace creditproof::ingestion
