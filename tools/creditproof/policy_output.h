// Policies as the tool prints them.
#pragma once

#include "creditproof/ingestion/v1/policy_service.pb.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// One line each; `alerts` follow on lines of their own.
void PrintPolicy(const Tool& tool,
                 const ingestion::v1::ActivatedPolicy& policy);

// The whole, as a file that can be changed and proposed.
void PrintPolicyAsFile(const Tool& tool,
                       const ingestion::v1::ActivatedPolicy& policy);

// With who, why, and how it differs from what was in force.
void PrintProposal(const Tool& tool,
                   const ingestion::v1::PolicyProposal& proposal);

}  // namespace creditproof::tool
