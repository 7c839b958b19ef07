#include "libs/policy/decide.h"

#include <algorithm>
#include <iterator>

#include "libs/base/date.h"
#include "libs/record/declared_number.h"

namespace creditproof::policy {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using record::v1::Area;
using record::v1::RecordState;

constexpr std::uint32_t kFirstSixDigits = 100'000;
constexpr absl::string_view kCountingKinds = "counting_kinds";
constexpr absl::string_view kDeclaredKind = "declared_kind";

template <typename List>
bool Contains(const List& list, int value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool HasEnded(const v1::Policy& policy, absl::CivilDay today) {
  if (policy.on_expiry() != v1::ON_EXPIRY_STOP) return false;
  const auto last = base::ParseDate(policy.end_date());
  return last.ok() && *last < today;
}

// Whether the six digits of `region` start with `prefix`. An unknown region
// lies in no province.
bool LiesIn(std::uint32_t region, absl::string_view prefix) {
  std::uint32_t divisor = kFirstSixDigits;
  for (const char digit : prefix) {
    if (divisor == 0 ||
        region / divisor % 10 != static_cast<std::uint32_t>(digit - '0')) {
      return false;
    }
    divisor /= 10;
  }
  return region != 0;
}

// Why the plan does not cover the subject, all of it.
std::vector<Cause::Kind> NotApplicable(const v1::Policy& policy,
                                       const Standing& standing) {
  std::vector<Cause::Kind> causes;
  if (standing.barred) causes.push_back(Cause::KIND_BARRED);
  if (!standing.registered) {
    causes.push_back(Cause::KIND_NOT_REGISTERED);
    return causes;
  }
  if (!LiesIn(standing.region, policy.region_prefix())) {
    causes.push_back(Cause::KIND_OUTSIDE_PROVINCE);
  }
  if (!Contains(policy.operator_kinds(), standing.operator_kind)) {
    causes.push_back(Cause::KIND_OPERATOR_KIND);
  }
  if (standing.status != record::v1::REGISTRATION_STATUS_ACTIVE) {
    causes.push_back(Cause::KIND_REGISTRATION_STATUS);
  }
  return causes;
}

using Kinds = std::vector<record::v1::RecordKind>;

// What is declared stands until it is ended, as a listing does.
bool IsListing(record::v1::RecordKind kind) {
  return kind == record::v1::RECORD_KIND_DISHONESTY ||
         kind == record::v1::RECORD_KIND_DEFAULTER || record::IsDeclared(kind);
}

// Why records of this kind count at all; empty when they do not.
absl::string_view KindRuleOf(const v1::Policy& policy, const Kinds& uncounted,
                             record::v1::RecordKind kind) {
  if (Contains(policy.counting_kinds(), kind)) return kCountingKinds;
  const bool counts = record::IsDeclared(kind) && !Contains(uncounted, kind);
  return counts ? kDeclaredKind : absl::string_view();
}

// Whether the record's time touches the question. A date that cannot be read,
// or has not come yet, is a slip of the source and excuses nothing.
bool InTime(const RecordFact& fact, const Question& question) {
  const bool undated =
      fact.decided == absl::CivilDay::min() || fact.decided > question.today;
  if (!undated && fact.decided > question.period_end) return false;
  if (!IsListing(fact.kind)) {
    return undated || fact.decided >= question.period_start;
  }
  // A listing that stands counts however long ago it was made.
  return fact.removed > question.today || fact.removed > question.period_start;
}

// The rule that makes the record count, most telling first; empty when it does
// not count.
absl::string_view RuleOf(const v1::Policy& policy, const Kinds& uncounted,
                         const RecordFact& fact, const Question& question) {
  const absl::string_view kind_rule = KindRuleOf(policy, uncounted, fact.kind);
  if (fact.state == RecordState::KIND_REPAIRED ||
      fact.state == RecordState::KIND_WITHDRAWN ||
      fact.state == RecordState::KIND_LAPSED || kind_rule.empty() ||
      !InTime(fact, question)) {
    return {};
  }
  const bool outside = fact.area != record::v1::AREA_UNSPECIFIED &&
                       !std::binary_search(question.areas.begin(),
                                           question.areas.end(), fact.area);
  const bool penalty = fact.kind == record::v1::RECORD_KIND_PENALTY;
  const struct {
    bool applies;
    bool counts;
    absl::string_view field;
  } exceptions[] = {
      {outside, policy.area_scope() != v1::AREA_SCOPE_SELECTED, "area_scope"},
      {IsListing(fact.kind) && fact.removed <= question.today,
       policy.removed_listing_counts(), "removed_listing_counts"},
      {fact.publicity_end < question.today, policy.expired_publicity_counts(),
       "expired_publicity_counts"},
      {fact.objected, policy.objected_counts(), "objected_counts"},
      {penalty && fact.warning_only, policy.warning_counts(), "warning_counts"},
      {penalty && fact.procedure == record::v1::PROCEDURE_SIMPLE,
       policy.simple_procedure_counts(), "simple_procedure_counts"},
  };
  absl::string_view rule = kind_rule;
  for (const auto& exception : exceptions) {
    if (!exception.applies) continue;
    if (!exception.counts) return {};
    if (rule == kind_rule) rule = exception.field;
  }
  return rule;
}

std::vector<Counting> CountingRecords(const v1::Policy& policy,
                                      const Kinds& uncounted,
                                      const Standing& standing,
                                      const Question& question) {
  std::vector<Counting> counting;
  for (const RecordFact& fact : standing.records) {
    const absl::string_view rule = RuleOf(policy, uncounted, fact, question);
    if (!rule.empty()) counting.push_back({&fact, rule});
  }
  return counting;
}

std::vector<Area> Uncovered(const std::vector<Area>& asked,
                            const std::vector<Area>& covered) {
  std::vector<Area> uncovered;
  std::set_difference(asked.begin(), asked.end(), covered.begin(),
                      covered.end(), std::back_inserter(uncovered));
  return uncovered;
}

}  // namespace

Decision Decide(const v1::Policy& policy, const Standing& standing,
                const std::vector<Area>& covered_areas,
                const Kinds& uncounted_kinds, const Question& question) {
  Decision decision{};
  decision.uncovered_areas = Uncovered(question.areas, covered_areas);
  if (HasEnded(policy, question.today)) {
    decision.outcome = Verdict::OUTCOME_UNDETERMINED;
    decision.causes = {Cause::KIND_POLICY_ENDED};
    return decision;
  }
  decision.causes = NotApplicable(policy, standing);
  if (!decision.causes.empty()) {
    decision.outcome = Verdict::OUTCOME_NOT_APPLICABLE;
    return decision;
  }
  decision.counting =
      CountingRecords(policy, uncounted_kinds, standing, question);
  if (!decision.counting.empty()) {
    decision.outcome = Verdict::OUTCOME_RECORDS_FOUND;
    return decision;
  }
  if (standing.open_holds > 0) decision.causes.push_back(Cause::KIND_HELD);
  if (standing.open_mismatches > 0 &&
      policy.open_mismatch() == v1::OPEN_MISMATCH_UNDETERMINED) {
    decision.causes.push_back(Cause::KIND_MISMATCH);
  }
  const std::size_t uncovered = decision.uncovered_areas.size();
  if ((policy.uncovered_area_blocks() && uncovered > 0) ||
      uncovered == question.areas.size()) {
    decision.causes.push_back(Cause::KIND_UNCOVERED_AREA);
  }
  decision.outcome = decision.causes.empty() ? Verdict::OUTCOME_ELIGIBLE
                                             : Verdict::OUTCOME_UNDETERMINED;
  return decision;
}

}  // namespace creditproof::policy
