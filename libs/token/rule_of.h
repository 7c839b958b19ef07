// The rule by which something was refused, for tests.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "google/rpc/error_details.pb.h"
#include "libs/base/error.h"

namespace creditproof::token {

// Empty: it was not refused by a rule.
inline std::string RuleOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  if (status.code() != absl::StatusCode::kPermissionDenied ||
      base::ReasonOf(status) != base::Reason::REASON_GROUND_REFUSED ||
      !payload || !info.ParseFromString(std::string(*payload))) {
    return "";
  }
  const auto rule = info.metadata().find("rule");
  return rule == info.metadata().end() ? "" : rule->second;
}

}  // namespace creditproof::token
