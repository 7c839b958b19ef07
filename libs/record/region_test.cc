#include "libs/record/region.h"

#include <catch2/catch.hpp>

namespace creditproof::record {
namespace {

TEST_CASE("A place lies in the divisions that its code starts with") {
  CHECK(MayLieIn("23", "230103"));
  CHECK(MayLieIn("2301", "230103"));
  CHECK(MayLieIn("230103", "230103"));
  CHECK_FALSE(MayLieIn("2302", "230103"));
  CHECK_FALSE(MayLieIn("230102", "230103"));
}

TEST_CASE("A wider place may lie in any of its divisions") {
  CHECK(MayLieIn("230103", "230100"));
  CHECK(MayLieIn("2301", "230000"));
  CHECK_FALSE(MayLieIn("230203", "230100"));
  CHECK_FALSE(MayLieIn("2310", "230100"));
  CHECK_FALSE(MayLieIn("2301", "231000"));
}

TEST_CASE("The province has 13 prefectures") {
  REQUIRE(Regions().size() == 14);
  CHECK(RegionName("230600") == "大庆市");
  CHECK(RegionName("230603").empty());
}

}  // namespace
}  // namespace creditproof::record
