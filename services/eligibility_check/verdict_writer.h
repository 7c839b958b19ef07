// A decision as the Verdict message says it.
#pragma once

#include "absl/time/time.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Everything but findings and the contacts of causes, into `verdict`, which is
// empty. `view` has a policy.
void WriteVerdict(const View& view, std::uint32_t partition,
                  const policy::Question& question,
                  const policy::Decision& decision, absl::Time now,
                  eligibility::v1::Verdict& verdict);

// Such as `RECORDS_FOUND`.
absl::string_view OutcomeText(eligibility::v1::Verdict::Outcome outcome);

}  // namespace creditproof::eligibility_check
