// What takes two administrators: one proposes it, another approves it.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/decision.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/acting.h"

namespace creditproof::ingestion {

// By certificate, as the allow-list of the method let it through.
Acting AdministratorOf(const rpc::Caller& caller);

google::protobuf::Timestamp TimestampOf(absl::Time time);

// NOT_FOUND (PROPOSAL_NOT_FOUND).
absl::Status ProposalNotFound(absl::string_view proposal_id);

// OK, or PERMISSION_DENIED (SAME_ADMINISTRATOR) when the caller is `proposer`:
// a certificate that holds the proposer's name among others is no second one.
absl::Status CheckSecond(absl::string_view proposal_id,
                         absl::string_view proposer, const rpc::Caller& caller);

// An open one.
v1::Decision NewDecision(const std::string& proposal_id,
                         const std::string& reason, const rpc::Caller& caller,
                         absl::Time now);

// Whether `caller` may approve it now, or reject it: OK, or FAILED_PRECONDITION
// (WRONG_STATE), or as CheckSecond. What already stands so is OK, too.
absl::Status CheckApprovable(const v1::Decision& decision,
                             const rpc::Caller& caller);
absl::Status CheckRejectable(const v1::Decision& decision);

void Approve(const rpc::Caller& caller, absl::Time now, v1::Decision& decision);
void Reject(const std::string& reason, const rpc::Caller& caller,
            absl::Time now, v1::Decision& decision);

}  // namespace creditproof::ingestion
