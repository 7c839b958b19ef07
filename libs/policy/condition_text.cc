#include "libs/policy/decide.h"

namespace creditproof::policy {
namespace {

using eligibility::v1::Cause;

struct Text {
  Cause::Kind kind;
  absl::string_view clear;
  absl::string_view in_the_way;
};

constexpr Text kTexts[] = {
    {Cause::KIND_POLICY_ENDED, "政策在有效期内，或者到期后继续适用。",
     "政策已到期，到期后停止出具。"},
    {Cause::KIND_BARRED, "没有因伪造、篡改报告被限制使用。",
     "因伪造、篡改报告被限制使用。"},
    {Cause::KIND_NOT_REGISTERED, "有登记信息。", "没有登记信息。"},
    {Cause::KIND_OUTSIDE_PROVINCE, "登记地在本省。", "登记地不在本省。"},
    {Cause::KIND_OPERATOR_KIND, "主体类型在适用范围内。",
     "主体类型不在适用范围内。"},
    {Cause::KIND_REGISTRATION_STATUS, "登记状态可以出具。",
     "登记状态不能出具。"},
    {Cause::KIND_HELD, "没有等待核对的信息。", "有信息正在核对。"},
    {Cause::KIND_MISMATCH, "没有台账不一致，或者政策不以此为由停止出具。",
     "信息来源单位的台账与平台不一致，政策规定一致前停止出具。"},
    {Cause::KIND_SILENT_SOURCE,
     "所选领域的信息来源单位按时报送，或者政策不以此为由停止出具。",
     "所选领域有信息来源单位未按时报送，政策规定报送前停止出具。"},
    {Cause::KIND_UNCOVERED_AREA, "所选领域有归集数据，足以得出结论。",
     "所选领域全部暂无归集数据，或者有一个没有而政策规定停止出具。"},
};

}  // namespace

absl::string_view ConditionText(const Condition& condition) {
  if (condition.state == Condition::State::kNotExamined) {
    return "没有登记信息，无从判断。";
  }
  for (const Text& text : kTexts) {
    if (text.kind != condition.kind) continue;
    return condition.state == Condition::State::kClear ? text.clear
                                                       : text.in_the_way;
  }
  return {};
}

}  // namespace creditproof::policy
