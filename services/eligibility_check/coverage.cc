#include "services/eligibility_check/coverage.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>

#include "services/eligibility_check/divisions.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Look;
using google::protobuf::util::TimeUtil;
using record::v1::Area;

// Lists of the dishonest alone tell nothing of 未发现违法违规记录.
bool IsOfPenalties(const Look& look) {
  return look.record_kind() == record::v1::RECORD_KIND_PENALTY;
}

template <typename Visit>
void ForEachLook(const Sources& sources, Visit visit) {
  for (const auto& [id, source] : sources) {
    for (const Look& look : source.looks()) {
      if (IsOfPenalties(look)) visit(look);
    }
  }
}

// Ascending.
std::vector<Area> AreasLookedAt(const Sources& sources, std::uint32_t region) {
  std::set<Area> areas;
  ForEachLook(sources, [&](const Look& look) {
    if (!LiesInAny(region, look.regions())) return;
    for (const int area : look.areas()) areas.insert(static_cast<Area>(area));
  });
  return std::vector<Area>(areas.begin(), areas.end());
}

}  // namespace

Coverage::Coverage(const Sources& sources)
    : everywhere_(AreasLookedAt(sources, 0)) {
  ForEachLook(sources, [&](const Look& look) {
    for (const std::string& prefix : look.regions()) {
      const std::uint32_t division = DivisionNumber(prefix);
      if (by_prefix_.contains(division)) continue;
      by_prefix_.emplace(division, AreasLookedAt(sources, division));
    }
  });
}

const std::vector<Area>& Coverage::AreasIn(std::uint32_t region) const {
  if (by_prefix_.empty()) return everywhere_;
  for (auto division = DivisionOf(region); division > 0; division /= 100) {
    const auto found = by_prefix_.find(division);
    if (found != by_prefix_.end()) return found->second;
  }
  return everywhere_;
}

absl::Time DataAsOf(const Sources& sources, const std::vector<Area>& areas,
                    std::uint32_t region) {
  std::map<int, absl::Time> latest;  // by area
  ForEachLook(sources, [&](const Look& look) {
    if (!LiesInAny(region, look.regions())) return;
    const absl::Time time = absl::FromUnixMicros(
        TimeUtil::TimestampToMicroseconds(look.latest_delivery_time()));
    for (const int area : look.areas()) {
      const auto [of_area, first] = latest.try_emplace(area, time);
      if (!first) of_area->second = std::max(of_area->second, time);
    }
  });
  absl::Time oldest = absl::InfiniteFuture();
  for (const Area area : areas) {
    const auto found = latest.find(area);
    if (found != latest.end()) oldest = std::min(oldest, found->second);
  }
  return oldest == absl::InfiniteFuture() ? absl::InfinitePast() : oldest;
}

}  // namespace creditproof::eligibility_check
