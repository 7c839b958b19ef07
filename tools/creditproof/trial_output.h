// What a candidate policy would change, printed.
#pragma once

#include "creditproof/eligibility/v1/trial_service.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

// Adds what one instance reports to the sum of those before.
void AddReport(const eligibility::v1::TrialReport& report,
               eligibility::v1::TrialReport& whole);

Json TrialJson(const eligibility::v1::TrialReport& report);
void PrintTrial(const eligibility::v1::TrialReport& report);

}  // namespace creditproof::tool
