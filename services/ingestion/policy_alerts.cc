#include "services/ingestion/policy_alerts.h"

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"

namespace creditproof::ingestion {
namespace {

using v1::PolicyAlert;

constexpr int kSoonDays = 60;

PolicyAlert Alert(PolicyAlert::Kind kind, std::string message) {
  PolicyAlert alert;
  alert.set_kind(kind);
  alert.set_message(std::move(message));
  return alert;
}

}  // namespace

std::vector<PolicyAlert> AlertsOf(const policy::v1::Policy& policy,
                                  absl::CivilDay today) {
  const auto end = base::ParseDate(policy.end_date());
  if (!end.ok()) return {};  // without an end
  const std::string& date = policy.end_date();
  const bool stops = policy.on_expiry() == policy::v1::ON_EXPIRY_STOP;
  if (*end < today && stops) {
    return {
        Alert(PolicyAlert::KIND_ENDED_STOPPED,
              absl::StrCat("现行政策已于 ", date,
                           " 到期，报告已停止出具。请提出并批准新的政策。"))};
  }
  if (*end < today) {
    return {Alert(PolicyAlert::KIND_ENDED_CONTINUES,
                  absl::StrCat("现行政策已于 ", date,
                               " 到期，按其规定继续沿用。"
                               "请确认沿用的依据，或提出并批准新的政策。"))};
  }
  if (*end - today > kSoonDays) return {};
  return {Alert(PolicyAlert::KIND_ENDS_SOON,
                absl::StrCat("现行政策将于 ", date, " 到期，到期后",
                             stops ? "停止出具报告" : "继续沿用",
                             "。如需更换，请提前提出并批准新的政策。"))};
}

}  // namespace creditproof::ingestion
