// What about the policy in force wants an administrator.
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "creditproof/ingestion/v1/policy_service.pb.h"
#include "creditproof/policy/v1/policy.pb.h"

namespace creditproof::ingestion {

std::vector<v1::PolicyAlert> AlertsOf(const policy::v1::Policy& policy,
                                      absl::CivilDay today);

}  // namespace creditproof::ingestion
