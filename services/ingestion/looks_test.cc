#include "services/ingestion/looks.h"

#include <catch2/catch.hpp>

#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Look;
using changelog::v1::SourceState;
using record::v1::AREA_EDUCATION;
using record::v1::AREA_SPORTS;
using record::v1::AREA_TAXATION;
using record::v1::RECORD_KIND_DISHONESTY;
using record::v1::RECORD_KIND_PENALTY;
using Areas = std::vector<int>;
using Regions = std::vector<std::string>;

SourceState Answering(const Areas& areas, const Regions& regions) {
  SourceState state;
  state.mutable_areas()->Assign(areas.begin(), areas.end());
  state.mutable_regions()->Assign(regions.begin(), regions.end());
  state.add_record_kinds(RECORD_KIND_PENALTY);
  state.add_record_kinds(RECORD_KIND_DISHONESTY);
  return state;
}

void Deliver(const SourceState& begun, SourceState& state, int seconds = 1) {
  google::protobuf::Timestamp time;
  time.set_seconds(seconds);
  AddLook(begun, RECORD_KIND_PENALTY, time, state);
}

Areas AreasOf(const Look& look) {
  return {look.areas().begin(), look.areas().end()};
}
Regions RegionsOf(const Look& look) {
  return {look.regions().begin(), look.regions().end()};
}

TEST_CASE("A delivery looks at what its source answered for all the while") {
  SourceState state =
      Answering({AREA_EDUCATION, AREA_SPORTS}, {"2301", "230602"});
  Deliver(Answering({AREA_EDUCATION, AREA_TAXATION}, {"230102", "2306"}),
          state);
  REQUIRE(state.looks_size() == 1);
  CHECK(AreasOf(state.looks(0)) == Areas{AREA_EDUCATION});
  CHECK(RegionsOf(state.looks(0)) == Regions{"230102", "230602"});
  CHECK(state.looks(0).record_kind() == RECORD_KIND_PENALTY);
}

TEST_CASE(
    "A delivery of nothing that its source still answers for is no look") {
  SourceState state = Answering({AREA_EDUCATION}, {"2301"});
  Deliver(Answering({AREA_TAXATION}, {}), state);
  Deliver(Answering({AREA_EDUCATION}, {"2306"}), state);
  CHECK(state.looks().empty());
}

TEST_CASE("The next look takes the place of those within it, by kind") {
  SourceState state = Answering({AREA_EDUCATION, AREA_TAXATION}, {});
  Deliver(Answering({AREA_EDUCATION}, {"2301"}), state, 1);
  Deliver(Answering({AREA_TAXATION}, {}), state, 2);
  CHECK(state.looks_size() == 2);
  Deliver(Answering({AREA_EDUCATION, AREA_TAXATION}, {"2301"}), state, 3);
  CHECK(state.looks_size() == 2);
  Deliver(state, state, 4);
  REQUIRE(state.looks_size() == 1);
  CHECK(state.looks(0).latest_delivery_time().seconds() == 4);
}

TEST_CASE("Who is narrowed has looked at the rest, who is widened at no more") {
  const SourceState before = [] {
    SourceState state = Answering({AREA_EDUCATION, AREA_TAXATION}, {"2301"});
    Deliver(state, state);
    return state;
  }();
  SourceState changed = Answering({AREA_TAXATION}, {});
  KeepLooks(before, changed);
  REQUIRE(changed.looks_size() == 1);
  CHECK(AreasOf(changed.looks(0)) == Areas{AREA_TAXATION});
  CHECK(RegionsOf(changed.looks(0)) == Regions{"2301"});

  changed.clear_record_kinds();
  KeepLooks(before, changed);
  CHECK(changed.looks().empty());
}

// Areas of the looks of `penalties`.
Areas Looked(const Bench& bench) {
  const auto state =
      FindSourceState(View(bench.store()), "penalties").value().value();
  Areas areas;
  for (const Look& look : state.looks()) {
    areas.insert(areas.end(), look.areas().begin(), look.areas().end());
  }
  return areas;
}

std::string Penalties(int rows) {
  std::vector<PenaltyCells> cells;
  for (int n = 1; n <= rows; ++n) {
    cells.push_back({.code = CompanyCode(n),
                     .name = "甲公司",
                     .number = std::to_string(n)});
  }
  return PenaltyFile(cells);
}

TEST_CASE("Widening a source is no look, its next delivery is") {
  Bench bench;
  REQUIRE(bench.Deliver("penalties", "p1", Penalties(1)).ok());
  REQUIRE(Looked(bench) == Areas{record::v1::AREA_MARKET_REGULATION});
  bench.ChangeSourceTo("penalties", [](v1::Source& source) {
    source.add_areas(AREA_EDUCATION);
  });
  CHECK(Looked(bench) == Areas{record::v1::AREA_MARKET_REGULATION});
  // Nobody could have named the new area in a file without the column, but who
  // delivers one answers for all.
  REQUIRE(bench.Deliver("penalties", "p2", PenaltyFile({})).ok());
  CHECK(Looked(bench) ==
        Areas{AREA_EDUCATION, record::v1::AREA_MARKET_REGULATION});
}

TEST_CASE("What a source answers for may change while its file is under way") {
  Bench bench;
  v1::DeliveryHeader header;
  header.set_source("sources/penalties");
  header.set_delivery_id("p1");
  std::vector<v1::RowVerdict> verdicts;
  auto delivery = bench.desk().Begin(
      header, {"clerk"}, [&](const v1::DeliverResponse& response) {
        verdicts.insert(verdicts.end(), response.verdicts().begin(),
                        response.verdicts().end());
        return absl::OkStatus();
      });
  REQUIRE(delivery.ok());
  REQUIRE((*delivery)->Feed(Penalties(1050)).ok());
  REQUIRE((*delivery)->Pause().ok());
  REQUIRE(verdicts.size() == 1000);
  REQUIRE(verdicts.back().outcome() == v1::ROW_OUTCOME_ACCEPTED);
  v1::RowRule rule = v1::ROW_RULE_KIND_NOT_YOURS;
  SECTION("its kinds") {
    bench.ChangeSourceTo("penalties", [](v1::Source& source) {
      source.set_record_kinds(0, RECORD_KIND_DISHONESTY);
    });
  }
  SECTION("its areas") {
    rule = v1::ROW_RULE_AREA_NOT_YOURS;
    bench.ChangeSourceTo("penalties", [](v1::Source& source) {
      source.set_areas(0, AREA_EDUCATION);
    });
  }

  REQUIRE((*delivery)->Finish(0).ok());

  REQUIRE(verdicts.size() == 1050);
  CHECK(verdicts.back().outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(verdicts.back().notes().rbegin()->rule() == rule);
  CHECK(Looked(bench).empty());
}

}  // namespace
}  // namespace creditproof::ingestion
