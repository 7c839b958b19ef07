// A decision as the Verdict message says it.
#pragma once

#include "absl/time/time.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Everything but findings and the contacts of causes. `view` has a policy.
eligibility::v1::Verdict WriteVerdict(const View& view, std::uint32_t partition,
                                      const policy::Question& question,
                                      const policy::Decision& decision,
                                      absl::Time now);

// Such as `RECORDS_FOUND`.
absl::string_view OutcomeText(eligibility::v1::Verdict::Outcome outcome);

}  // namespace creditproof::eligibility_check
