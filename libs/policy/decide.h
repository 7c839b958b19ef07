// The verdict: a pure function of standing, sources, policy, request and now.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
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

// A record that counts and the rule that made it count (verdict.proto).
struct Counting {
  const RecordFact* fact;  // into the standing
  absl::string_view rule;
};

struct Decision {
  eligibility::v1::Verdict::Outcome outcome;
  std::vector<eligibility::v1::Cause::Kind> causes;
  std::vector<Counting> counting;                 // by date, then id
  std::vector<record::v1::Area> uncovered_areas;  // of those asked for
};

// `covered_areas`: areas for which a source of penalties has ever delivered,
// ascending. `uncounted_kinds`: the declared kinds that do not count by
// themselves; any other counts, also one that is not known.
// In this order: a policy that ended and stops, barred, not registered, outside
// the province, operator kind, status -> NOT_APPLICABLE (or UNDETERMINED for
// the first); then counting records -> RECORDS_FOUND; then open holds,
// uncovered areas where policy minds, or no covered area at all ->
// UNDETERMINED; else ELIGIBLE.
Decision Decide(const v1::Policy& policy, const Standing& standing,
                const std::vector<record::v1::Area>& covered_areas,
                const std::vector<record::v1::RecordKind>& uncounted_kinds,
                const Question& question);

// Fills in the defaults of a request. Fails with INVALID_ARGUMENT
// (INVALID_FIELD) naming `areas`, `period_start_date` or `period_end_date`.
absl::StatusOr<Question> MakeQuestion(
    const v1::Policy& policy, const std::vector<record::v1::Area>& areas,
    absl::string_view period_start_date, absl::string_view period_end_date,
    absl::CivilDay today);

// Reads a candidate. Fails with INVALID_ARGUMENT naming line and column, or the
// field and what is wrong with it.
absl::StatusOr<v1::Policy> ParsePolicy(absl::string_view text);

// Chinese, for the business: what a cause means and what to do.
absl::string_view CauseText(eligibility::v1::Cause::Kind kind);

// Chinese: what the business can do about a record of this kind.
absl::string_view RemedyText(record::v1::RecordKind kind);

}  // namespace creditproof::policy
