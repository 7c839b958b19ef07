// A verdict and what it was decided from, before it is written into a response.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/access/ground.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/inquiry.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

struct Answer {
  View view;
  policy::Question question;
  policy::Decision decision;  // points into view.standing
  record::v1::Scenario scenario;

  // All but the details, into `verdict`, which is empty.
  void Write(std::uint32_t partition, absl::Time now,
             eligibility::v1::Verdict& verdict) const;

  // What the audit trail says of it.
  Answered ToAudit() const;

  bool NeedsFindings(const access::Access& access) const;

  // Whether there is a source to turn to, which may be named.
  bool NeedsSources(const access::Access& access) const;
};

// Decides on `view` at `now`. Fails with FAILED_PRECONDITION (NO_POLICY), or
// as policy::MakeQuestion does.
absl::StatusOr<Answer> DecideOn(
    const eligibility::v1::CheckEligibilityRequest& request, absl::Time now,
    View view);

}  // namespace creditproof::eligibility_check
