// Proposing, approving and rejecting a policy: what one act appends.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/policy_service.pb.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// Errors are those of PolicyService (policy_service.proto). All three give the
// proposal as it then stands; one that stands so already is left alone.

// `policy` is what `text` says, checked; `reason` was checked.
absl::StatusOr<v1::PolicyProposal> ProposePolicy(
    const policy::v1::Policy& policy, const std::string& text,
    const std::string& reason, const rpc::Caller& caller, Act& act);

absl::StatusOr<v1::PolicyProposal> ApprovePolicy(absl::string_view proposal_id,
                                                 const rpc::Caller& caller,
                                                 Act& act);

absl::StatusOr<v1::PolicyProposal> RejectPolicy(absl::string_view proposal_id,
                                                const std::string& reason,
                                                const rpc::Caller& caller,
                                                Act& act);

}  // namespace creditproof::ingestion
