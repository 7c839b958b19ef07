// The verdict: a pure function of standing, sources, policy, request and now.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/policy/standing.h"

namespace creditproof::policy {

// What is asked.
struct Question {
  std::vector<record::v1::Area> areas;  // ascending, not empty
  absl::CivilDay period_start;          // not before the policy's start
  absl::CivilDay period_end;            // not after today
  absl::CivilDay today;
};

// What is known beside the subject. Whoever makes it keeps what it refers to.
struct Surroundings {
  // Areas for which a source of penalties has ever delivered, ascending.
  absl::Span<const record::v1::Area> covered_areas;

  // Areas that a silent source answers for (policy.proto), ascending.
  absl::Span<const record::v1::Area> silent_areas;

  // The declared kinds that do not count by themselves; any other counts, also
  // one that is not known.
  absl::Span<const record::v1::RecordKind> uncounted_kinds;
};

// Whether a record counts, and the rule that decided it: a field of the policy,
// `declared_kind` for a kind that counts by itself, `state` for one that was
// repaired, withdrawn or has lapsed, or `period`.
struct Ruling {
  const RecordFact* fact;  // into the standing
  bool counts;
  absl::string_view rule;
};

struct Decision {
  eligibility::v1::Verdict::Outcome outcome;
  std::vector<eligibility::v1::Cause::Kind> causes;
  std::vector<Ruling> counting;                   // by date, then id
  std::vector<Ruling> repaired;                   // likewise; none unless shown
  std::vector<record::v1::Area> uncovered_areas;  // of those asked for
};

// In this order: a policy that ended and stops, barred, not registered, outside
// the province, operator kind, status -> NOT_APPLICABLE (or UNDETERMINED for
// the first); then counting records -> RECORDS_FOUND; then open holds,
// mismatches and silent sources where policy minds, uncovered areas where it
// minds, or no covered area at all -> UNDETERMINED; else ELIGIBLE. Under
// EDITION_WITH_OR_WITHOUT what is UNDETERMINED comes before RECORDS_FOUND, and
// the counting records stay beside it.
Decision Decide(const v1::Policy& policy, const Standing& standing,
                const Surroundings& surroundings, const Question& question);

// Of every record of the standing, in its order, whether it counts and why.
std::vector<Ruling> Explain(const v1::Policy& policy, const Standing& standing,
                            const Surroundings& surroundings,
                            const Question& question);

// A condition beside the records, and whether it stands in the way.
struct Condition {
  enum class State {
    kClear,
    kInTheWay,     // by itself, whatever else there is
    kNotExamined,  // nothing can be said of who is not registered
  };

  eligibility::v1::Cause::Kind kind;  // the cause that it would be
  State state;
};

// Every condition once, in the order of Decide. Without counting records the
// outcome is ELIGIBLE exactly when none is in the way.
std::vector<Condition> Examine(const v1::Policy& policy,
                               const Standing& standing,
                               const Surroundings& surroundings,
                               const Question& question);

// First day of the period that a verdict speaks of: the question's, or the
// subject's founding where that is later, it lies in the period, and policy
// says so.
absl::CivilDay StatedStart(const v1::Policy& policy, const Standing& standing,
                           const Question& question);

// Fills in the defaults of a request. Fails with INVALID_ARGUMENT
// (INVALID_FIELD) naming `areas`, `period_start_date` or `period_end_date`.
absl::StatusOr<Question> MakeQuestion(
    const v1::Policy& policy, const std::vector<record::v1::Area>& areas,
    absl::string_view period_start_date, absl::string_view period_end_date,
    absl::CivilDay today);

// Reads a candidate. Fails with INVALID_ARGUMENT (INVALID_FIELD) naming line
// and column, the field and what is wrong with it.
absl::StatusOr<v1::Policy> ParsePolicy(absl::string_view text);

// Chinese, for the business: what a cause means and what to do.
absl::string_view CauseText(eligibility::v1::Cause::Kind kind);

// Chinese: what a rule (see Ruling) says of a record that counts by it, or does
// not. Empty for a rule that never decides so.
absl::string_view RuleText(absl::string_view rule, bool counts);

// Chinese: how it stands with a condition.
absl::string_view ConditionText(const Condition& condition);

// Chinese: on what conditions a report may be used in the scenario; empty for
// one without conditions.
std::vector<std::string> ConditionsOf(record::v1::Scenario scenario);

// Chinese: what the business can do about a record of this kind.
absl::string_view RemedyText(record::v1::RecordKind kind);

}  // namespace creditproof::policy
