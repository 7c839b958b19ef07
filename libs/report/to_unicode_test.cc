#include "libs/report/to_unicode.h"

#include <catch2/catch.hpp>

namespace creditproof::report {
namespace {

TEST_CASE("Codes mean characters, beyond the first plane too") {
  const auto meanings = ReadToUnicode(
      "2 beginbfchar\n<0001><4FE1>\n<00FF><D842DFB7>\nendbfchar\n");
  REQUIRE(meanings.ok());
  CHECK(meanings->size() == 2);
  CHECK(meanings->at(1) == "信");
  CHECK(meanings->at(255) == "𠮷");
}

TEST_CASE("A map that is malformed is refused") {
  const std::string line =
      GENERATE("<0001><4FE1", "<0001>4FE1>", "<0001><>", "<><4FE1>",
               "<0001><4fe1>", "<00001><4FE1>", "<0001><D842>",
               "<0001><DFB7D842>", "<0001><D842DFB>", "<0001><4FE14FE1>", "<");
  INFO(line);
  CHECK(absl::IsInvalidArgument(ReadToUnicode(line).status()));
}

TEST_CASE("A map takes no more memory than its meanings") {
  const auto none = ReadToUnicode(" " + std::string(1 << 20, '<'));
  REQUIRE(none.ok());
  CHECK(none->empty());
  CHECK(none->capacity() < 100);
}

}  // namespace
}  // namespace creditproof::report
