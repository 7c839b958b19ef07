#include "libs/record/region.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace creditproof::record {
namespace {

constexpr Region kRegions[] = {
    {"230000", "黑龙江省"}, {"230100", "哈尔滨市"},    {"230200", "齐齐哈尔市"},
    {"230300", "鸡西市"},   {"230400", "鹤岗市"},      {"230500", "双鸭山市"},
    {"230600", "大庆市"},   {"230700", "伊春市"},      {"230800", "佳木斯市"},
    {"230900", "七台河市"}, {"231000", "牡丹江市"},    {"231100", "黑河市"},
    {"231200", "绥化市"},   {"232700", "大兴安岭地区"}};

}  // namespace

absl::Span<const Region> Regions() { return kRegions; }

absl::string_view RegionName(absl::string_view code) {
  for (const Region& region : kRegions) {
    if (region.code == code) return region.name;
  }
  return "";
}

bool MayLieIn(absl::string_view prefix, absl::string_view code) {
  while (absl::ConsumeSuffix(&code, "00")) {
  }
  return absl::StartsWith(code, prefix) || absl::StartsWith(prefix, code);
}

}  // namespace creditproof::record
