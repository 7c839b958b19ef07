#include "libs/intake/region.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::intake {
namespace {

struct Region {
  absl::string_view code;
  absl::string_view name;
};
constexpr Region kRegions[] = {
    {"230000", "黑龙江省"}, {"230100", "哈尔滨市"},    {"230200", "齐齐哈尔市"},
    {"230300", "鸡西市"},   {"230400", "鹤岗市"},      {"230500", "双鸭山市"},
    {"230600", "大庆市"},   {"230700", "伊春市"},      {"230800", "佳木斯市"},
    {"230900", "七台河市"}, {"231000", "牡丹江市"},    {"231100", "黑河市"},
    {"231200", "绥化市"},   {"232700", "大兴安岭地区"}};

}  // namespace

std::string ReadRegion(absl::string_view text) {
  const std::string folded = FoldCode(text);
  absl::string_view name = folded;
  if (name != kRegions[0].name) absl::ConsumePrefix(&name, kRegions[0].name);
  for (const Region& region : kRegions) {
    if (region.name == name) return std::string(region.code);
  }
  const bool digits =
      std::all_of(folded.begin(), folded.end(), absl::ascii_isdigit);
  const std::size_t size = folded.size();
  const bool whole = size == 6 || size == 9 || size == 12;
  return digits && whole ? folded.substr(0, 6) : "";
}

}  // namespace creditproof::intake
