#include "tools/creditproof/outcome_text.h"

#include "tools/creditproof/output.h"

namespace creditproof::tool {

using ingestion::v1::RowOutcome;

std::string OutcomeName(RowOutcome outcome) {
  return Identifier(ingestion::v1::RowOutcome_Name(outcome), "ROW_OUTCOME_");
}

absl::string_view OutcomeText(RowOutcome outcome) {
  switch (outcome) {
    case ingestion::v1::ROW_OUTCOME_ACCEPTED:
      return "已收录";
    case ingestion::v1::ROW_OUTCOME_UNCHANGED:
      return "无变化";
    case ingestion::v1::ROW_OUTCOME_REVISED:
      return "已更新";
    case ingestion::v1::ROW_OUTCOME_REJECTED:
      return "退回";
    case ingestion::v1::ROW_OUTCOME_QUARANTINED:
      return "待确认主体";
    case ingestion::v1::ROW_OUTCOME_EXCLUDED:
      return "不属归集范围";
    default:
      return "未知";
  }
}

}  // namespace creditproof::tool
