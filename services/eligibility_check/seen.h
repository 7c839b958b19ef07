// Looks, as the audit trail keeps them.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/audit/trail.h"
#include "libs/rpc/authorizer.h"

namespace creditproof::eligibility_check {

// What the audit trail says of an answer, so that it can be replayed: the
// position and the policy it followed from. Of a batch the outcome only.
struct Answered {
  absl::string_view outcome;
  std::uint64_t position = 0;
  absl::string_view policy_id = {};
  std::uint32_t policy_version = 0;
};

// What of a look its request and its caller do not say.
struct Seen {
  absl::string_view method;
  absl::string_view subject;
  absl::Time time;
  absl::string_view actor;
  Answered answered;
};

// Puts a look into `trail`, where it is not yet on disk. Returns its sequence.
std::uint64_t WriteDown(const eligibility::v1::CheckEligibilityRequest& request,
                        const rpc::Caller& caller, const Seen& seen,
                        audit::Trail& trail);

// Likewise of a batch, with the bases of `response`, which is empty when it was
// refused.
std::uint64_t WriteDown(
    const eligibility::v1::BatchCheckEligibilityRequest& request,
    const rpc::Caller& caller, const Seen& seen,
    const eligibility::v1::BatchCheckEligibilityResponse& response,
    audit::Trail& trail);

}  // namespace creditproof::eligibility_check
