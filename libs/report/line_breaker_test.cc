#include "libs/report/line_breaker.h"

#include <catch2/catch.hpp>

namespace creditproof::report {
namespace {

// Full-width characters are 2 wide, ASCII 1.
std::vector<std::u32string> Break(std::u32string_view text, double width) {
  return BreakLines(text, width, [](char32_t c) { return c < 128 ? 1. : 2.; });
}

using Lines = std::vector<std::u32string>;

TEST_CASE("Chinese breaks between any two characters") {
  CHECK(Break(U"甲乙丙丁戊", 4) == Lines{U"甲乙", U"丙丁", U"戊"});
  CHECK(Break(U"甲乙", 4) == Lines{U"甲乙"});
  CHECK(Break(U"", 4).empty());
}

TEST_CASE("No closing mark starts a line, no opening mark ends one") {
  CHECK(Break(U"甲乙丙，丁", 6) == Lines{U"甲乙", U"丙，丁"});
  CHECK(Break(U"甲乙（丙）", 6) == Lines{U"甲乙", U"（丙）"});
  CHECK(Break(U"甲乙丙”。丁", 6) == Lines{U"甲乙", U"丙”。", U"丁"});
}

TEST_CASE("Codes, dates and figures with their units stay whole") {
  CHECK(Break(U"代码91230103TE00000103号", 20) ==
        Lines{U"代码", U"91230103TE00000103号"});
  CHECK(Break(U"截至于2026年11月23日止", 18) ==
        Lines{U"截至于", U"2026年11月23日止"});
  CHECK(Break(U"甲乙2026年1月1日10时16分42秒", 26) ==
        Lines{U"甲乙", U"2026年1月1日10时16分42秒"});
  CHECK(Break(U"示例路18号", 8) == Lines{U"示例路", U"18号"});
}

TEST_CASE("Letters break at blanks only, and the blank vanishes") {
  CHECK(Break(U"Harbin Cloud Fir", 12) == Lines{U"Harbin Cloud", U"Fir"});
  CHECK(Break(U"Общество Ель", 16) == Lines{U"Общество", U"Ель"});
}

TEST_CASE("A blank that joins does not break") {
  CHECK(Break(U"甲、45\u00A0地震", 9) == Lines{U"甲、", U"45\u00A0地震"});
}

TEST_CASE("A piece wider than the line is cut") {
  CHECK(Break(U"ABCDEFGH", 3) == Lines{U"ABC", U"DEF", U"GH"});
}

TEST_CASE("No line is too wide and nothing but blanks is lost") {
  const std::u32string text =
      U"经查询黑龙江省公共信用信息平台，截至2026年11月23日10时16分42秒，"
      U"未发现哈尔滨云杉示例装备制造有限公司（统一社会信用代码："
      U"91230103TE00000103）自2021年1月1日至2026年11月23日在黑龙江省行政区域内";
  for (int width = 1; width < 120; ++width) {
    std::u32string joined;
    for (const std::u32string& line : Break(text, width)) {
      double used = 0;
      for (const char32_t c : line) used += c < 128 ? 1 : 2;
      CHECK((used <= width || line.size() == 1));
      joined += line;
    }
    CHECK(joined == text);
  }
}

}  // namespace
}  // namespace creditproof::report
