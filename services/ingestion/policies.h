// The policies that are or were in force, and those that were proposed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/policy_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// A function of the log, in family `index`:
//   "a" || policy id || 0x00 || version (4 bytes) -> ActivatedPolicy
//   "b" || proposal id (32)                       -> PolicyProposal
//   "q"                                           -> key of the one in force
//
// Called by ApplyToIndex alone, with a PolicyActivated, PolicyProposed or
// PolicyRejected of partition 0.
absl::Status ApplyToPolicies(const changelog::v1::Change& change, View& view);

// Nothing before the first one is activated.
absl::StatusOr<std::optional<v1::ActivatedPolicy>> PolicyInForce(
    const View& view);

// In order of id, then version; `in_force` says which is.
absl::StatusOr<std::vector<v1::ActivatedPolicy>> AllPolicies(const View& view);

// Nothing for an id that was never proposed.
absl::StatusOr<std::optional<v1::PolicyProposal>> FindProposal(
    const View& view, absl::string_view proposal_id);

// In order of proposal id.
absl::StatusOr<std::vector<v1::PolicyProposal>> AllProposals(const View& view);

}  // namespace creditproof::ingestion
