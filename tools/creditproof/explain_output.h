// A verdict with its reasons, printed.
#pragma once

#include "creditproof/eligibility/v1/replay_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

// As VerdictJson, with `examined` for the conditions and `records`.
Json ExplanationJson(const CreditCode& subject,
                     const eligibility::v1::ReplayCheckResponse& explained);

// For people: the verdict, each condition, then each record with the rule that
// decided on it.
void PrintExplanation(const CreditCode& subject,
                      const eligibility::v1::ReplayCheckResponse& explained);

}  // namespace creditproof::tool
