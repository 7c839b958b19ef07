#include "services/eligibility_check/shared_state.h"

#include <catch2/catch.hpp>

#include "services/eligibility_check/changes_for_test.h"

namespace creditproof::eligibility_check {
namespace {

using record::v1::Area;
using record::v1::AREA_EDUCATION;
using record::v1::AREA_SPORTS;
using record::v1::AREA_TAXATION;

Change SourceOf(const std::string& id, Area area, record::v1::RecordKind kind,
                std::int64_t delivered) {
  Change change = Source(id, delivered);
  auto& source = *change.mutable_source_state();
  source.clear_areas();
  source.add_areas(area);
  source.clear_record_kinds();
  source.add_record_kinds(kind);
  return change;
}

Change Penalties(const std::string& id, Area area, std::int64_t delivered) {
  return SourceOf(id, area, record::v1::RECORD_KIND_PENALTY, delivered);
}

SharedState After(const std::vector<Change>& changes) {
  SharedState state;
  for (const Change& change : changes) TakeSharedChange(change, 1, state);
  return state;
}

TEST_CASE("Only a source that delivered penalties covers its area") {
  const SharedState state = After(
      {Penalties("a", AREA_TAXATION, 100), Penalties("b", AREA_EDUCATION, 0),
       SourceOf("c", AREA_SPORTS, record::v1::RECORD_KIND_DISHONESTY, 100)});
  CHECK(state.covered_areas == std::vector<Area>{AREA_TAXATION});
}

TEST_CASE("A declared kind counts unless its last version says not") {
  const SharedState state = After({Declared(true), Declared(false)});
  CHECK(state.uncounted_kinds ==
        std::vector{static_cast<record::v1::RecordKind>(kArrears)});
  CHECK(After({Declared(false), Declared(true)}).uncounted_kinds.empty());
}

TEST_CASE("Data is as old as the covered area that lags most") {
  const SharedState state = After(
      {Penalties("a", AREA_TAXATION, 100), Penalties("b", AREA_TAXATION, 300),
       Penalties("c", AREA_EDUCATION, 200),
       SourceOf("d", AREA_EDUCATION, record::v1::RECORD_KIND_DISHONESTY, 900)});
  CHECK(DataAsOf(state, {AREA_TAXATION}) == absl::FromUnixSeconds(300));
  CHECK(DataAsOf(state, {AREA_TAXATION, AREA_EDUCATION, AREA_SPORTS}) ==
        absl::FromUnixSeconds(200));
  CHECK(DataAsOf(state, {AREA_SPORTS}) == absl::InfinitePast());
}

}  // namespace
}  // namespace creditproof::eligibility_check
