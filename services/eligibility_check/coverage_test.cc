#include "services/eligibility_check/coverage.h"

#include <catch2/catch.hpp>

namespace creditproof::eligibility_check {
namespace {

using record::v1::Area;
using record::v1::AREA_EDUCATION;
using record::v1::AREA_SPORTS;
using record::v1::AREA_TAXATION;
using Areas = std::vector<Area>;

constexpr std::uint32_t kHarbin = 230100;
constexpr std::uint32_t kDaoli = 230102;
constexpr std::uint32_t kDaqing = 230602;
constexpr std::uint32_t kProvince = 230000;

struct Looked {
  Area area;
  std::int64_t time = 100;
  std::vector<std::string> regions = {};
  record::v1::RecordKind kind = record::v1::RECORD_KIND_PENALTY;
};

// Each look by a source of its own, that answers for every area.
Sources By(const std::vector<Looked>& looks) {
  Sources sources;
  for (const Looked& looked : looks) {
    changelog::v1::SourceState& source =
        sources[std::to_string(sources.size())];
    source.add_record_kinds(looked.kind);
    source.add_areas(AREA_EDUCATION);
    source.add_areas(AREA_SPORTS);
    source.add_areas(AREA_TAXATION);
    source.mutable_first_delivery_time()->set_seconds(1);
    changelog::v1::Look& look = *source.add_looks();
    look.set_record_kind(looked.kind);
    look.add_areas(looked.area);
    look.mutable_regions()->Assign(looked.regions.begin(),
                                   looked.regions.end());
    look.mutable_latest_delivery_time()->set_seconds(looked.time);
  }
  return sources;
}

TEST_CASE(
    "Only looks for penalties cover, whatever a source is registered for") {
  Sources sources =
      By({{AREA_TAXATION},
          {AREA_SPORTS, 100, {}, record::v1::RECORD_KIND_DISHONESTY}});
  CHECK(Coverage(sources).AreasIn(kHarbin) == Areas{AREA_TAXATION});
  sources.begin()->second.clear_looks();
  CHECK(Coverage(sources).AreasIn(kHarbin).empty());
  CHECK(Coverage().AreasIn(kHarbin).empty());
}

TEST_CASE("Who has looked in one prefecture has looked in no other") {
  const Coverage coverage(By({{AREA_TAXATION, 100, {"2301"}},
                              {AREA_EDUCATION, 100, {"230102", "230602"}},
                              {AREA_SPORTS}}));
  CHECK(coverage.AreasIn(kHarbin) == Areas{AREA_SPORTS, AREA_TAXATION});
  CHECK(coverage.AreasIn(kDaoli) ==
        Areas{AREA_EDUCATION, AREA_SPORTS, AREA_TAXATION});
  CHECK(coverage.AreasIn(kDaqing) == Areas{AREA_EDUCATION, AREA_SPORTS});
  CHECK(coverage.AreasIn(230200) == Areas{AREA_SPORTS});
  CHECK(coverage.AreasIn(kProvince) == Areas{AREA_SPORTS});
  CHECK(coverage.AreasIn(0) == Areas{AREA_SPORTS});
}

TEST_CASE("A look at the province by its code is one everywhere in it") {
  const Coverage coverage(By({{AREA_TAXATION, 100, {"23"}}}));
  CHECK(coverage.AreasIn(kDaoli) == Areas{AREA_TAXATION});
  CHECK(coverage.AreasIn(kProvince) == Areas{AREA_TAXATION});
  CHECK(coverage.AreasIn(110101).empty());
}

TEST_CASE("Data is as old as the covered area that lags most") {
  const Sources sources =
      By({{AREA_TAXATION, 100},
          {AREA_TAXATION, 300},
          {AREA_TAXATION, 900, {"2306"}},
          {AREA_EDUCATION, 200},
          {AREA_EDUCATION, 900, {}, record::v1::RECORD_KIND_DISHONESTY}});
  CHECK(DataAsOf(sources, {AREA_TAXATION}, kHarbin) ==
        absl::FromUnixSeconds(300));
  CHECK(DataAsOf(sources, {AREA_TAXATION}, kDaqing) ==
        absl::FromUnixSeconds(900));
  CHECK(DataAsOf(sources, {AREA_TAXATION, AREA_EDUCATION, AREA_SPORTS},
                 kHarbin) == absl::FromUnixSeconds(200));
  CHECK(DataAsOf(sources, {AREA_SPORTS}, kHarbin) == absl::InfinitePast());
}

}  // namespace
}  // namespace creditproof::eligibility_check
