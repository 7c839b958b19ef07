#include "libs/policy/decide.h"

namespace creditproof::policy {

using eligibility::v1::Cause;

absl::string_view CauseText(Cause::Kind kind) {
  switch (kind) {
    case Cause::KIND_NOT_REGISTERED:
      return "平台没有该统一社会信用代码的登记信息。请核对代码；"
             "如代码无误，请联系登记机关。";
    case Cause::KIND_OUTSIDE_PROVINCE:
      return "该经营主体不在本省行政区域内登记，不能使用本省信用代证。"
             "请到登记地所在省份办理。";
    case Cause::KIND_OPERATOR_KIND:
      return "该主体类型不在信用代证的适用范围内。请到相关部门开具证明。";
    case Cause::KIND_REGISTRATION_STATUS:
      return "该经营主体已吊销、注销或者迁出，不能使用信用代证。"
             "如登记状态有误，请联系登记机关更正。";
    case Cause::KIND_BARRED:
      return "经核实存在伪造、篡改信用报告的行为，该经营主体不再适用信用代证。"
             "如有异议，请向平台提出。";
    case Cause::KIND_HELD:
      return "有一条可能与该经营主体有关的信息正在核对，核对完成前不能出具报告"
             "。"
             "请联系信息来源单位尽快核对。";
    case Cause::KIND_UNCOVERED_AREA:
      return "所选领域中有领域暂无归集数据，不能得出结论。"
             "请改选其他领域，或到相关部门开具证明。";
    case Cause::KIND_POLICY_ENDED:
      return "信用代证的现行规定已到期，新规定启用前暂停出具报告。";
    case Cause::KIND_MISMATCH:
      return "信息来源单位的台账与平台关于该经营主体的信息不一致，"
             "核对一致前不能出具报告。请联系信息来源单位尽快核对。";
    case Cause::KIND_SILENT_SOURCE:
      return "所选领域的信息来源单位未按时报送，平台信息可能不全，"
             "报送前不能得出结论。请联系信息来源单位尽快报送，或改选其他领域。";
    default:
      return {};
  }
}

// Clause 一(三)9 of the plan.
std::vector<std::string> ConditionsOf(record::v1::Scenario scenario) {
  if (scenario != record::v1::SCENARIO_OTHER) return {};
  return {"不危害国家安全", "不侵犯其他信用主体合法权益",
          "不危害人民群众生命财产安全"};
}

absl::string_view RemedyText(record::v1::RecordKind kind) {
  switch (kind) {
    case record::v1::RECORD_KIND_PENALTY:
      return "履行处罚决定并达到最短公示期后，可通过“信用中国”网站申请信用修复"
             "；"
             "认为信息有误的，可提出异议申诉。";
    case record::v1::RECORD_KIND_DISHONESTY:
      return "纠正失信行为后，可向认定单位申请移出名单；"
             "认为信息有误的，可提出异议申诉。";
    case record::v1::RECORD_KIND_DEFAULTER:
      return "履行生效法律文书确定的义务后，可向执行法院申请删除失信信息；"
             "认为信息有误的，可向执行法院申请纠正。";
    default:
      return "认为信息有误的，可向信息来源单位提出异议申诉。";
  }
}

}  // namespace creditproof::policy
