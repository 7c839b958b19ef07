#include "libs/report/stack.h"

#include <catch2/catch.hpp>

namespace creditproof::report {
namespace {

TEST_CASE("Blocks with room keep their gaps") {
  const auto tops = Stack({{3, 10}, {2, 5}}, 40, 100);
  REQUIRE(tops.has_value());
  CHECK(*tops == std::vector<double>{43, 55});
}

TEST_CASE("Gaps give way evenly, each down to its least") {
  const auto tops = Stack({{3.2, 10}, {2.2, 5}}, 0, 15 + 5.4 - 1.5);
  REQUIRE(tops.has_value());
  CHECK((*tops)[0] == Approx(2.2));
  CHECK((*tops)[1] == Approx(2.2 + 10 + 1.7));
}

TEST_CASE("Too much is told") {
  CHECK(Stack({{2, 10}, {2, 5}}, 0, 15 + 2.4 + 0.01).has_value());
  CHECK_FALSE(Stack({{2, 10}, {2, 5}}, 0, 15 + 2.4 - 0.01).has_value());
}

}  // namespace
}  // namespace creditproof::report
