#include "libs/rpc/page.h"

#include <catch2/catch.hpp>

namespace creditproof::rpc {
namespace {

TEST_CASE("A page's size is bounded") {
  CHECK(ParsePage(0, "", "sources")->size == 50);
  CHECK(ParsePage(7, "", "sources")->size == 7);
  CHECK(ParsePage(5000, "", "sources")->size == 1000);
  CHECK(absl::IsInvalidArgument(ParsePage(-1, "", "sources").status()));
}

TEST_CASE("A page token works only for its own list") {
  const std::string token = PageToken(std::string("a\0b", 3), "sources");
  const auto page = ParsePage(0, token, "sources");
  REQUIRE(page.ok());
  CHECK(page->after == std::string("a\0b", 3));
  CHECK(absl::IsInvalidArgument(ParsePage(0, token, "others").status()));
  CHECK(absl::IsInvalidArgument(ParsePage(0, "?", "sources").status()));
}

}  // namespace
}  // namespace creditproof::rpc
