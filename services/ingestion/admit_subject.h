// Calls that only the business itself may make.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/access/v1/ground.pb.h"
#include "libs/access/ground.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Judges a SUBJECT ground, `call` being about its subject; a refusal is in the
// trail. Fails with PERMISSION_DENIED (GROUND_REFUSED).
absl::StatusOr<Acting> AdmitSubject(const AuditedCalls& calls,
                                    const access::Judge& judge,
                                    const access::v1::Ground& ground,
                                    const rpc::Caller& caller,
                                    const AuditedCalls::Call& call);

}  // namespace creditproof::ingestion
