#include "services/eligibility_check/amid.h"

#include <algorithm>

namespace creditproof::eligibility_check {
namespace {

using policy::v1::SILENT_SOURCE_UNDETERMINED;
using record::v1::Area;

// Empty where the policy does not mind: most do not, and it takes a while.
std::vector<Area> SilentAreas(const SharedState& shared,
                              const policy::Standing& standing,
                              const policy::Question& question) {
  const policy::v1::Policy& policy = *shared.policy;
  if (policy.silent_source() != SILENT_SOURCE_UNDETERMINED) return {};
  return shared.cadences.SilentAreasIn(standing.region, question.today,
                                       policy.silent_grace_days());
}

// What `answer`, a function of libs/policy, says amid these surroundings.
template <typename Answer>
Answer Amid(Answer (*answer)(const policy::v1::Policy&, const policy::Standing&,
                             const policy::Surroundings&,
                             const policy::Question&),
            const SharedState& shared, const policy::Standing& standing,
            const policy::Question& question) {
  const std::vector<Area> silent = SilentAreas(shared, standing, question);
  return answer(*shared.policy, standing,
                {shared.coverage.AreasIn(standing.region), silent,
                 shared.uncounted_kinds},
                question);
}

}  // namespace

policy::Decision DecideAmid(const SharedState& shared,
                            const policy::Standing& standing,
                            const policy::Question& question) {
  return Amid(policy::Decide, shared, standing, question);
}

std::vector<policy::Ruling> ExplainAmid(const SharedState& shared,
                                        const policy::Standing& standing,
                                        const policy::Question& question) {
  return Amid(policy::Explain, shared, standing, question);
}

std::vector<policy::Condition> ExamineAmid(const SharedState& shared,
                                           const policy::Standing& standing,
                                           const policy::Question& question) {
  return Amid(policy::Examine, shared, standing, question);
}

std::vector<std::string> SilentSources(const SharedState& shared,
                                       const policy::Standing& standing,
                                       const policy::Question& question) {
  const auto is_asked = [&](Area area) {
    return std::binary_search(question.areas.begin(), question.areas.end(),
                              area);
  };
  std::vector<std::string> ids;
  for (const Cadences::Silent& source :
       shared.cadences.SilentIn(standing.region, question.today,
                                shared.policy->silent_grace_days())) {
    if (std::any_of(source.areas.begin(), source.areas.end(), is_asked)) {
      ids.push_back(source.source_id);
    }
  }
  return ids;
}

}  // namespace creditproof::eligibility_check
