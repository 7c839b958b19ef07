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
constexpr absl::string_view kState = "state";
constexpr absl::string_view kPeriod = "period";

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

bool MayUseReports(const v1::Policy& policy,
                   record::v1::RegistrationStatus status) {
  if (policy.registration_statuses().empty()) {
    return status == record::v1::REGISTRATION_STATUS_ACTIVE;
  }
  return Contains(policy.registration_statuses(), status);
}

// Why the plan does not cover the subject, all of it.
std::vector<Cause::Kind> NotApplicable(const v1::Policy& policy,
                                       const Standing& standing,
                                       absl::CivilDay today) {
  std::vector<Cause::Kind> causes;
  if (IsBarred(standing, today)) causes.push_back(Cause::KIND_BARRED);
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
  if (!MayUseReports(policy, standing.status)) {
    causes.push_back(Cause::KIND_REGISTRATION_STATUS);
  }
  return causes;
}

using Areas = absl::Span<const Area>;
using Kinds = absl::Span<const record::v1::RecordKind>;

// What is declared stands until it is ended, as a listing does.
bool IsListing(record::v1::RecordKind kind) {
  return kind == record::v1::RECORD_KIND_DISHONESTY ||
         kind == record::v1::RECORD_KIND_DEFAULTER || record::IsDeclared(kind);
}

// Whether records of this kind count at all, and by what rule.
Ruling RuleOnKind(const v1::Policy& policy, Kinds uncounted,
                  const RecordFact& fact) {
  if (Contains(policy.counting_kinds(), fact.kind)) {
    return {&fact, true, kCountingKinds};
  }
  if (!record::IsDeclared(fact.kind)) return {&fact, false, kCountingKinds};
  return {&fact, !Contains(uncounted, fact.kind), kDeclaredKind};
}

bool IsEffective(const RecordFact& fact) {
  return fact.state != RecordState::KIND_REPAIRED &&
         fact.state != RecordState::KIND_WITHDRAWN &&
         fact.state != RecordState::KIND_LAPSED;
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

// The ruling on a record whose state does not excuse it. Of several rules that
// make it count, the most telling.
Ruling RuleOnContent(const v1::Policy& policy, Kinds uncounted,
                     const RecordFact& fact, const Question& question) {
  Ruling ruling = RuleOnKind(policy, uncounted, fact);
  if (!ruling.counts) return ruling;
  if (!InTime(fact, question)) return {&fact, false, kPeriod};
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
  bool plain = true;
  for (const auto& exception : exceptions) {
    if (!exception.applies) continue;
    if (!exception.counts) return {&fact, false, exception.field};
    if (plain) ruling.rule = exception.field;
    plain = false;
  }
  return ruling;
}

Ruling RuleOn(const v1::Policy& policy, Kinds uncounted, const RecordFact& fact,
              const Question& question) {
  if (!IsEffective(fact)) return {&fact, false, kState};
  return RuleOnContent(policy, uncounted, fact, question);
}

// The repaired records that would count, where policy wants them listed.
std::vector<Ruling> ShownRepaired(const v1::Policy& policy, Kinds uncounted,
                                  const Standing& standing,
                                  const Question& question) {
  std::vector<Ruling> shown;
  if (policy.edition() != v1::EDITION_WITH_OR_WITHOUT ||
      !policy.repaired_shown()) {
    return shown;
  }
  for (const RecordFact& fact : standing.records) {
    if (fact.state == RecordState::KIND_REPAIRED &&
        RuleOnContent(policy, uncounted, fact, question).counts) {
      shown.push_back({&fact, false, kState});
    }
  }
  return shown;
}

// Both ascending.
bool Intersect(Areas asked, Areas some) {
  return std::any_of(some.begin(), some.end(), [&](Area area) {
    return std::binary_search(asked.begin(), asked.end(), area);
  });
}

std::vector<Area> Uncovered(Areas asked, Areas covered) {
  std::vector<Area> uncovered;
  std::set_difference(asked.begin(), asked.end(), covered.begin(),
                      covered.end(), std::back_inserter(uncovered));
  return uncovered;
}

// What stands open about the subject or the areas asked for, where policy
// minds.
std::vector<Cause::Kind> Undetermined(const v1::Policy& policy,
                                      const Standing& standing,
                                      const Surroundings& surroundings,
                                      const Question& question,
                                      std::size_t uncovered) {
  std::vector<Cause::Kind> causes;
  if (standing.open_holds > 0) causes.push_back(Cause::KIND_HELD);
  if (standing.open_mismatches > 0 &&
      policy.open_mismatch() == v1::OPEN_MISMATCH_UNDETERMINED) {
    causes.push_back(Cause::KIND_MISMATCH);
  }
  if (policy.silent_source() == v1::SILENT_SOURCE_UNDETERMINED &&
      Intersect(question.areas, surroundings.silent_areas)) {
    causes.push_back(Cause::KIND_SILENT_SOURCE);
  }
  if ((policy.uncovered_area_blocks() && uncovered > 0) ||
      uncovered == question.areas.size()) {
    causes.push_back(Cause::KIND_UNCOVERED_AREA);
  }
  return causes;
}

// In the order in which they are looked at.
constexpr Cause::Kind kConditions[] = {
    Cause::KIND_POLICY_ENDED,   Cause::KIND_BARRED,
    Cause::KIND_NOT_REGISTERED, Cause::KIND_OUTSIDE_PROVINCE,
    Cause::KIND_OPERATOR_KIND,  Cause::KIND_REGISTRATION_STATUS,
    Cause::KIND_HELD,           Cause::KIND_MISMATCH,
    Cause::KIND_SILENT_SOURCE,  Cause::KIND_UNCOVERED_AREA,
};

bool NeedsRegistration(Cause::Kind condition) {
  return condition == Cause::KIND_OUTSIDE_PROVINCE ||
         condition == Cause::KIND_OPERATOR_KIND ||
         condition == Cause::KIND_REGISTRATION_STATUS;
}

}  // namespace

Decision Decide(const v1::Policy& policy, const Standing& standing,
                const Surroundings& surroundings, const Question& question) {
  Decision decision{};
  decision.uncovered_areas =
      Uncovered(question.areas, surroundings.covered_areas);
  if (HasEnded(policy, question.today)) {
    decision.outcome = Verdict::OUTCOME_UNDETERMINED;
    decision.causes = {Cause::KIND_POLICY_ENDED};
    return decision;
  }
  decision.causes = NotApplicable(policy, standing, question.today);
  if (!decision.causes.empty()) {
    decision.outcome = Verdict::OUTCOME_NOT_APPLICABLE;
    return decision;
  }
  Kinds uncounted = surroundings.uncounted_kinds;
  decision.repaired = ShownRepaired(policy, uncounted, standing, question);
  for (const RecordFact& fact : standing.records) {
    const Ruling ruling = RuleOn(policy, uncounted, fact, question);
    if (ruling.counts) decision.counting.push_back(ruling);
  }
  // A report that lists records says of the other areas that they are clean:
  // what stands open forbids that, whatever else was found.
  const bool records = !decision.counting.empty();
  if (!records || policy.edition() == v1::EDITION_WITH_OR_WITHOUT) {
    decision.causes = Undetermined(policy, standing, surroundings, question,
                                   decision.uncovered_areas.size());
  }
  decision.outcome = !decision.causes.empty() ? Verdict::OUTCOME_UNDETERMINED
                     : records                ? Verdict::OUTCOME_RECORDS_FOUND
                                              : Verdict::OUTCOME_ELIGIBLE;
  return decision;
}

std::vector<Ruling> Explain(const v1::Policy& policy, const Standing& standing,
                            const Surroundings& surroundings,
                            const Question& question) {
  std::vector<Ruling> rulings;
  for (const RecordFact& fact : standing.records) {
    rulings.push_back(
        RuleOn(policy, surroundings.uncounted_kinds, fact, question));
  }
  return rulings;
}

std::vector<Condition> Examine(const v1::Policy& policy,
                               const Standing& standing,
                               const Surroundings& surroundings,
                               const Question& question) {
  std::vector<Cause::Kind> causes =
      NotApplicable(policy, standing, question.today);
  if (HasEnded(policy, question.today)) {
    causes.push_back(Cause::KIND_POLICY_ENDED);
  }
  const auto uncovered =
      Uncovered(question.areas, surroundings.covered_areas).size();
  const auto open =
      Undetermined(policy, standing, surroundings, question, uncovered);
  causes.insert(causes.end(), open.begin(), open.end());

  std::vector<Condition> conditions;
  for (const Cause::Kind kind : kConditions) {
    const bool unknown = !standing.registered && NeedsRegistration(kind);
    conditions.push_back({kind, Contains(causes, kind)
                                    ? Condition::State::kInTheWay
                                : unknown ? Condition::State::kNotExamined
                                          : Condition::State::kClear});
  }
  return conditions;
}

absl::CivilDay StatedStart(const v1::Policy& policy, const Standing& standing,
                           const Question& question) {
  const bool founded_within = standing.founded > question.period_start &&
                              standing.founded <= question.period_end;
  return policy.starts_at_founding() && founded_within ? standing.founded
                                                       : question.period_start;
}

}  // namespace creditproof::policy
