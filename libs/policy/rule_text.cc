#include "libs/policy/decide.h"

namespace creditproof::policy {
namespace {

struct Text {
  absl::string_view rule;
  absl::string_view counting;
  absl::string_view excusing;
};

constexpr Text kTexts[] = {
    {"counting_kinds", "该类信息按政策计入。", "该类信息按政策不计入。"},
    {"declared_kind", "该类信息在自行定义时声明为计入，计入。",
     "该类信息在自行定义时声明为不计入，政策也未列入，不计入。"},
    {"state", "", "该记录已修复、撤销或者失效，不计入。"},
    {"period", "", "不在查询期间之内，不计入。"},
    {"area_scope", "不在所选领域之内，但政策规定任何领域的记录都计入。",
     "不在所选领域之内，政策只看所选领域，不计入。"},
    {"removed_listing_counts", "名单信息已移出，但政策规定移出后仍计入。",
     "名单信息已移出，政策规定移出后不计入。"},
    {"expired_publicity_counts",
     "公示期已满而未修复，政策规定公示期满后仍计入。",
     "公示期已满，政策规定公示期满后不计入。"},
    {"objected_counts", "异议正在处理，政策规定处理期间仍计入。",
     "异议正在处理，政策规定处理期间不计入。"},
    {"warning_counts", "仅为警告、通报批评，政策规定仍计入。",
     "仅为警告、通报批评，政策规定不计入。"},
    {"simple_procedure_counts", "适用简易程序作出的处罚，政策规定仍计入。",
     "适用简易程序作出的处罚，政策规定不计入。"},
};

}  // namespace

absl::string_view RuleText(absl::string_view rule, bool counts) {
  for (const Text& text : kTexts) {
    if (text.rule == rule) return counts ? text.counting : text.excusing;
  }
  return {};
}

}  // namespace creditproof::policy
