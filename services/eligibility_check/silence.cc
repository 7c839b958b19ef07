#include "services/eligibility_check/silence.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>
#include <utility>

#include "libs/base/date.h"
#include "services/eligibility_check/divisions.h"

namespace creditproof::eligibility_check {

using changelog::v1::SourceState;
using google::protobuf::util::TimeUtil;
using record::v1::Area;

Cadences::Cadences(const Sources& sources) {
  for (const auto& [id, source] : sources) {
    if (source.cadence_days() <= 0 || !source.has_latest_delivery_time()) {
      continue;
    }
    const absl::CivilDay latest = base::ChinaDay(absl::FromUnixMicros(
        TimeUtil::TimestampToMicroseconds(source.latest_delivery_time())));
    Promise promise{latest + source.cadence_days(), source.regions(), {id, {}}};
    for (const int area : source.areas()) {
      promise.source.areas.push_back(static_cast<Area>(area));
    }
    promises_.push_back(std::move(promise));
  }
  std::stable_sort(
      promises_.begin(), promises_.end(),
      [](const Promise& a, const Promise& b) { return a.due < b.due; });
}

std::vector<Cadences::Silent> Cadences::SilentIn(std::uint32_t region,
                                                 absl::CivilDay today,
                                                 int grace_days) const {
  std::vector<Silent> silent;
  for (const Promise& promise : promises_) {
    if (today - promise.due <= grace_days) break;
    if (LiesInAny(region, promise.regions)) silent.push_back(promise.source);
  }
  return silent;
}

std::vector<Area> Cadences::SilentAreasIn(std::uint32_t region,
                                          absl::CivilDay today,
                                          int grace_days) const {
  std::set<Area> areas;
  for (const Silent& source : SilentIn(region, today, grace_days)) {
    areas.insert(source.areas.begin(), source.areas.end());
  }
  return {areas.begin(), areas.end()};
}

}  // namespace creditproof::eligibility_check
