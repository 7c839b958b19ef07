#include "tools/creditproof/grant_output.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/record/catalogue.h"

namespace creditproof::tool {
namespace {

using report::v1::Grant;

absl::string_view StateText(Grant::State state) {
  switch (state) {
    case Grant::STATE_OPEN:
      return "可用";
    case Grant::STATE_USED:
      return "已使用";
    case Grant::STATE_EXPIRED:
      return "已到期";
    case Grant::STATE_REVOKED:
      return "已撤回";
    case Grant::STATE_LOCKED:
      return "提取码多次输错，已锁定";
    default:
      return "未知";
  }
}

std::string StateName(const Grant& grant) {
  return Identifier(Grant::State_Name(grant.state()), "STATE_");
}

}  // namespace

Json GrantJson(const Grant& grant) {
  Json areas = Json::array();
  for (const int area : grant.areas()) {
    areas.push_back(Identifier(
        record::v1::Area_Name(static_cast<record::v1::Area>(area)), "AREA_"));
  }
  return {{"name", grant.name()},
          {"grant_id", grant.grant_id()},
          {"state", StateName(grant)},
          {"receiver_id", grant.receiver_id()},
          {"receiver", grant.receiver()},
          {"scenario", Identifier(record::v1::Scenario_Name(grant.scenario()),
                                  "SCENARIO_")},
          {"areas", areas},
          {"period_start_date", grant.period_start_date()},
          {"period_end_date", grant.period_end_date()},
          {"purpose", grant.purpose()},
          {"create_time", TimeText(grant.create_time())},
          {"end_time", TimeText(grant.end_time())},
          {"revoke_time", TimeText(grant.revoke_time())},
          {"number", grant.report_number()}};
}

void PrintGrant(const Grant& grant) {
  PrintLine(absl::StrCat(grant.grant_id(), "  ", StateText(grant.state()), " ",
                         StateName(grant)));
  PrintLine(absl::StrCat("  接收单位 receiver: ", grant.receiver(), "（",
                         grant.receiver_id(), "）"));
  PrintLine(absl::StrCat(
      "  应用场景 scenario: ", record::ChineseName(grant.scenario()),
      "，有效期至 until: ", TimeText(grant.end_time())));
  if (grant.report_number().empty()) return;
  PrintLine(absl::StrCat("  报告编号 number: ", grant.report_number()));
}

}  // namespace creditproof::tool
