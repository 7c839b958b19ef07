#include "tools/creditproof/decision_output.h"

#include "absl/strings/str_cat.h"

namespace creditproof::tool {

using ingestion::v1::Decision;

namespace {

absl::string_view StateText(Decision::State state) {
  switch (state) {
    case Decision::STATE_OPEN:
      return "待批准 open";
    case Decision::STATE_APPROVED:
      return "已批准 approved";
    case Decision::STATE_REJECTED:
      return "已否决 rejected";
    default:
      return "";
  }
}

}  // namespace

Json DecisionJson(const Decision& decision) {
  return {
      {"proposal", decision.proposal_id()},
      {"state", Identifier(Decision::State_Name(decision.state()), "STATE_")},
      {"reason", decision.reason()},
      {"proposer", decision.proposer()},
      {"propose_time", TimeText(decision.propose_time())},
      {"closer", decision.closer()},
      {"close_time", TimeText(decision.close_time())},
      {"close_reason", decision.close_reason()}};
}

void PrintDecision(absl::string_view what, const Decision& decision) {
  PrintLine(absl::StrCat("  ", what, ": ", decision.proposal_id(), "  ",
                         StateText(decision.state()), "  ", decision.proposer(),
                         "  ", TimeText(decision.propose_time()), "  ",
                         decision.reason()));
  if (!decision.has_close_time()) return;
  PrintLine(absl::StrCat("    处理 closed: ", decision.closer(), "  ",
                         TimeText(decision.close_time()), "  ",
                         decision.close_reason()));
}

}  // namespace creditproof::tool
