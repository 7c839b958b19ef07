// Calls of BatchCheckEligibility.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/audit/trail.h"
#include "libs/changelog/head_reader.h"
#include "services/eligibility_check/batch_look.h"
#include "services/eligibility_check/inquiry.h"
#include "services/eligibility_check/recent_verdicts.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Thread-safe.
class BatchCheck {
 public:
  using Request = eligibility::v1::BatchCheckEligibilityRequest;
  using Response = eligibility::v1::BatchCheckEligibilityResponse;

  // All of them must outlive it.
  BatchCheck(const Replica& replica, changelog::HeadReader& heads,
             const Doorkeeper& door, audit::Trail& trail)
      : replica_(replica),
        heads_(heads),
        door_(door),
        trail_(trail),
        recent_(replica.index()) {}

  // The answer that neither waits nor reads much, into `response`: the sequence
  // of the audit entry that has to be on disk before it is told, 0 for none.
  // Nullopt, with nothing done, when there is none.
  std::optional<absl::StatusOr<std::uint64_t>> CheckAtOnce(
      const Request& request, const rpc::Caller& caller,
      Response& response) const;

  // Any answer. Waits for the log's heads, the follower and the audit trail.
  absl::StatusOr<Response> CheckWaiting(const Request& request,
                                        const rpc::Caller& caller,
                                        absl::Time deadline) const;

  // The one or the other, for who can wait for either.
  absl::StatusOr<Response> Check(const Request& request,
                                 const rpc::Caller& caller,
                                 absl::Time deadline) const;

 private:
  // Waits until each partition that a code lies in is applied up to its head.
  absl::Status ReachHeads(const Request& request, absl::Time deadline) const;

  // Looks until no change is being published meanwhile. Returns whether an
  // outcome is told that has to be in the audit trail first.
  absl::StatusOr<bool> LookUntilSettled(const Request& request, absl::Time now,
                                        absl::Time deadline,
                                        Response& response) const;

  const Replica& replica_;
  changelog::HeadReader& heads_;
  const Doorkeeper& door_;
  audit::Trail& trail_;
  mutable RecentVerdicts recent_;
};

}  // namespace creditproof::eligibility_check
