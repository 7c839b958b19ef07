// Verdicts amid what concerns everybody.
#pragma once

#include <string>
#include <vector>

#include "libs/policy/decide.h"
#include "services/eligibility_check/shared_state.h"

namespace creditproof::eligibility_check {

// policy::Decide with the surroundings that `shared`, which has a policy, holds
// for a subject registered where `standing` says.
policy::Decision DecideAmid(const SharedState& shared,
                            const policy::Standing& standing,
                            const policy::Question& question);

// policy::Explain, likewise.
std::vector<policy::Ruling> ExplainAmid(const SharedState& shared,
                                        const policy::Standing& standing,
                                        const policy::Question& question);

// policy::Examine, likewise.
std::vector<policy::Condition> ExamineAmid(const SharedState& shared,
                                           const policy::Standing& standing,
                                           const policy::Question& question);

// Ids of the silent sources that answer for an area asked for there.
std::vector<std::string> SilentSources(const SharedState& shared,
                                       const policy::Standing& standing,
                                       const policy::Question& question);

}  // namespace creditproof::eligibility_check
