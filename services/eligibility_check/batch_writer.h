// The answer to a batch, as it comes together.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/base/error.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/class_verdicts.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

using eligibility::v1::BatchCheckEligibilityResponse;

// The code at `index` is clean; there is room for its bit.
void MarkEligible(std::uint32_t index, BatchCheckEligibilityResponse& response);

// It is not: nobody can judge it, or this was decided.
void AddUnjudged(std::uint32_t index, base::Reason reason,
                 absl::string_view message,
                 BatchCheckEligibilityResponse& response);
void AddVerdict(std::uint32_t index, const ClassVerdict& verdict,
                BatchCheckEligibilityResponse& response);
void AddDecision(std::uint32_t index, const policy::Decision& decision,
                 BatchCheckEligibilityResponse& response);

// By index, in whatever order they were added.
void SortOthers(BatchCheckEligibilityResponse& response);

// `published`, of `partition`, is what some of it follows from.
void AddBasis(std::uint32_t partition, const Published& published,
              BatchCheckEligibilityResponse& response);

}  // namespace creditproof::eligibility_check
