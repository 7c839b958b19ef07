#include "services/eligibility_check/silence.h"

#include <catch2/catch.hpp>

#include "services/eligibility_check/divisions.h"

namespace creditproof::eligibility_check {
namespace {

using record::v1::Area;
using record::v1::AREA_SPORTS;
using record::v1::AREA_TAXATION;

constexpr std::uint32_t kHarbin = 230100;
constexpr std::uint32_t kDaqing = 230602;
const absl::CivilDay kDelivered(2026, 5, 1);

// Answers for one area, and delivered on kDelivered, 23:30 in China.
changelog::v1::SourceState Source(const std::string& id, Area area,
                                  int cadence_days, const char* region = "") {
  changelog::v1::SourceState source;
  source.set_source_id(id);
  source.add_areas(area);
  source.set_cadence_days(cadence_days);
  if (*region != '\0') source.add_regions(region);
  source.mutable_latest_delivery_time()->set_seconds(1'777'649'400);
  return source;
}

TEST_CASE("A source is silent once its cadence and the grace are over") {
  const Cadences cadences({{"taxes", Source("taxes", AREA_TAXATION, 7)}});
  CHECK(cadences.SilentIn(kHarbin, kDelivered + 7, 0).empty());
  REQUIRE(cadences.SilentIn(kHarbin, kDelivered + 8, 0).size() == 1);
  CHECK(cadences.SilentIn(kHarbin, kDelivered + 8, 0)[0].source_id == "taxes");
  CHECK(cadences.SilentIn(kHarbin, kDelivered + 10, 3).empty());
  CHECK(cadences.SilentAreasIn(kHarbin, kDelivered + 11, 3) ==
        std::vector<Area>{AREA_TAXATION});
}

TEST_CASE("Silence concerns the regions that the source answers for") {
  const Cadences cadences(
      {{"city", Source("city", AREA_SPORTS, 1, "2301")},
       {"province", Source("province", AREA_TAXATION, 30)}});
  const absl::CivilDay later = kDelivered + 10;
  CHECK(cadences.SilentAreasIn(kHarbin, later, 0) ==
        std::vector<Area>{AREA_SPORTS});
  CHECK(cadences.SilentAreasIn(kDaqing, later, 0).empty());
  CHECK(cadences.SilentAreasIn(kDaqing, kDelivered + 31, 0) ==
        std::vector<Area>{AREA_TAXATION});
  CHECK(cadences.SilentAreasIn(0, later, 0).empty());
}

TEST_CASE("Without a cadence, or before the first delivery, nobody is silent") {
  changelog::v1::SourceState never = Source("never", AREA_SPORTS, 1);
  never.clear_latest_delivery_time();
  const Cadences cadences(
      {{"free", Source("free", AREA_SPORTS, 0)}, {"never", never}});
  CHECK(cadences.SilentIn(kHarbin, kDelivered + 1000, 0).empty());
}

TEST_CASE("A region lies in the divisions that its digits start with") {
  google::protobuf::RepeatedPtrField<std::string> prefixes;
  CHECK(LiesInAny(kHarbin, prefixes));
  prefixes.Add("2301");
  CHECK(LiesInAny(kHarbin, prefixes));
  CHECK(LiesInAny(230103, prefixes));
  CHECK_FALSE(LiesInAny(kDaqing, prefixes));
  CHECK_FALSE(LiesInAny(230000, prefixes));
  CHECK_FALSE(LiesInAny(0, prefixes));
}

}  // namespace
}  // namespace creditproof::eligibility_check
