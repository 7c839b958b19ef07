#include "services/eligibility_check/coverage.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>

#include "absl/strings/numbers.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Look;
using google::protobuf::util::TimeUtil;
using record::v1::Area;

// The divisions that `region` is, or lies in, the narrowest first: as numbers
// of 6, 4 and 2 digits. A code that ends in 00 is the wider division's own.
std::vector<std::uint32_t> DivisionsOf(std::uint32_t region) {
  std::vector<std::uint32_t> divisions;
  while (region > 0 && region % 100 == 0) region /= 100;
  for (; region > 0; region /= 100) divisions.push_back(region);
  return divisions;
}

std::uint32_t NumberOf(const std::string& prefix) {
  std::uint32_t number = 0;
  return absl::SimpleAtoi(prefix, &number) ? number : 0;
}

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

bool Covers(const Look& look, std::uint32_t region) {
  if (look.regions().empty()) return true;
  const std::vector<std::uint32_t> divisions = DivisionsOf(region);
  return std::any_of(look.regions().begin(), look.regions().end(),
                     [&](const auto& prefix) {
                       return std::find(divisions.begin(), divisions.end(),
                                        NumberOf(prefix)) != divisions.end();
                     });
}

// Ascending.
std::vector<Area> AreasLookedAt(const Sources& sources, std::uint32_t region) {
  std::set<Area> areas;
  ForEachLook(sources, [&](const Look& look) {
    if (!Covers(look, region)) return;
    for (const int area : look.areas()) areas.insert(static_cast<Area>(area));
  });
  return std::vector<Area>(areas.begin(), areas.end());
}

}  // namespace

Coverage::Coverage(const Sources& sources)
    : everywhere_(AreasLookedAt(sources, 0)) {
  ForEachLook(sources, [&](const Look& look) {
    for (const std::string& prefix : look.regions()) {
      const std::uint32_t division = NumberOf(prefix);
      if (by_prefix_.contains(division)) continue;
      by_prefix_.emplace(division, AreasLookedAt(sources, division));
    }
  });
}

const std::vector<Area>& Coverage::AreasIn(std::uint32_t region) const {
  if (by_prefix_.empty()) return everywhere_;
  while (region > 0 && region % 100 == 0) region /= 100;
  for (; region > 0; region /= 100) {
    const auto found = by_prefix_.find(region);
    if (found != by_prefix_.end()) return found->second;
  }
  return everywhere_;
}

absl::Time DataAsOf(const Sources& sources, const std::vector<Area>& areas,
                    std::uint32_t region) {
  std::map<int, absl::Time> latest;  // by area
  ForEachLook(sources, [&](const Look& look) {
    if (!Covers(look, region)) return;
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
