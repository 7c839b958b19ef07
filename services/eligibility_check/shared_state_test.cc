#include "services/eligibility_check/shared_state.h"

#include <catch2/catch.hpp>

#include "services/eligibility_check/changes_for_test.h"

namespace creditproof::eligibility_check {
namespace {

SharedState After(const std::vector<Change>& changes) {
  SharedState state;
  for (const Change& change : changes) TakeSharedChange(change, 1, state);
  return state;
}

TEST_CASE("A declared kind counts unless its last version says not") {
  const SharedState state = After({Declared(true), Declared(false)});
  CHECK(state.uncounted_kinds ==
        std::vector{static_cast<record::v1::RecordKind>(kArrears)});
  CHECK(After({Declared(false), Declared(true)}).uncounted_kinds.empty());
}

}  // namespace
}  // namespace creditproof::eligibility_check
