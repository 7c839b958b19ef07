#include "tools/creditproof/bench_try.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/kv/snapshot.h"
#include "libs/record/catalogue.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/stored.h"
#include "services/eligibility_check/trial.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using eligibility_check::kStanding;
using eligibility_check::SharedState;
using eligibility_check::TrialInput;
using policy::v1::Policy;

constexpr int kSubjects = 3'400'000;
constexpr int kRegions = 130;
constexpr int kCleanBeforePenalty = 20;
constexpr int kActiveBeforeRevoked = 15;
constexpr int kFreeBeforeHeld = 1000;
constexpr int kBatch = 1000;
constexpr int kRuns = 5;
constexpr std::uint32_t kPartitions = 16;
constexpr std::size_t kSampleSize = 10;

struct Figures {
  std::vector<double> scan_seconds;
  std::vector<double> trial_seconds;
  std::int64_t changed = 0;
};

std::uint32_t RegionOf(int number) {
  return 230102U + static_cast<std::uint32_t>(number % kRegions);
}

policy::Standing StandingOf(int number) {
  policy::Standing standing;
  standing.registered = true;
  standing.operator_kind = number % 3 == 0
                               ? record::v1::OPERATOR_KIND_COMPANY
                               : record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS;
  standing.status = number % kActiveBeforeRevoked == 0
                        ? record::v1::REGISTRATION_STATUS_REVOKED
                        : record::v1::REGISTRATION_STATUS_ACTIVE;
  standing.region = RegionOf(number);
  standing.founded = absl::CivilDay(2010, 1, 1) + number % 5000;
  standing.open_holds = number % kFreeBeforeHeld == 0;
  if (number % kCleanBeforePenalty != 0) return standing;
  policy::RecordFact fact{};
  fact.record_id = absl::StrFormat("%032x", number);
  fact.kind = record::v1::RECORD_KIND_PENALTY;
  fact.area = static_cast<record::v1::Area>(1 + number / 20 % 50);
  fact.state = record::v1::RecordState::KIND_EFFECTIVE;
  fact.warning_only = number % 3 == 0;
  fact.decided = absl::CivilDay(2019, 1, 1) + number / 20 % 2500;
  fact.publicity_end = absl::CivilDay::max();
  fact.removed = absl::CivilDay::max();
  standing.records = {fact};
  return standing;
}

absl::Status Fill(kv::Store& store) {
  kv::Batch batch(store);
  for (int number = 0; number < kSubjects; ++number) {
    const std::string code =
        absl::StrFormat("91%06dMA%08d", RegionOf(number), number);
    batch.Put(kStanding, code,
              eligibility_check::EncodeStored({1, StandingOf(number)}));
    if (number % kBatch != kBatch - 1) continue;
    RETURN_IF_ERROR(store.Commit(std::move(batch), kv::Durability::kBuffered));
    batch = kv::Batch(store);
  }
  return store.Commit(std::move(batch), kv::Durability::kSynced);
}

Policy InForce() {
  Policy policy;
  policy.set_policy_id("in-force");
  policy.set_version(1);
  policy.set_edition(policy::v1::EDITION_CLEAN_ONLY);
  policy.set_look_back_start_date("2021-01-01");
  policy.set_area_scope(policy::v1::AREA_SCOPE_ANY);
  policy.set_warning_counts(true);
  policy.add_counting_kinds(record::v1::RECORD_KIND_PENALTY);
  policy.add_operator_kinds(record::v1::OPERATOR_KIND_COMPANY);
  policy.add_operator_kinds(record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS);
  policy.set_region_prefix("23");
  return policy;
}

// Warnings no longer count, and revoked operators may use reports.
Policy Candidate() {
  Policy policy = InForce();
  policy.set_version(2);
  policy.set_warning_counts(false);
  policy.add_registration_statuses(record::v1::REGISTRATION_STATUS_ACTIVE);
  policy.add_registration_statuses(record::v1::REGISTRATION_STATUS_REVOKED);
  return policy;
}

std::shared_ptr<const SharedState> Shared() {
  auto shared = std::make_shared<SharedState>();
  changelog::v1::Change change;
  auto& source = *change.mutable_source_state();
  source.set_source_id("penalties");
  auto& look = *source.add_looks();
  look.set_record_kind(record::v1::RECORD_KIND_PENALTY);
  for (const auto area : record::AllAreas()) look.add_areas(area);
  eligibility_check::TakeSharedChange(change, 1, *shared);
  shared->policy = InForce();
  return shared;
}

absl::StatusOr<double> ScanOnce(const kv::Store& store) {
  const absl::Time start = absl::Now();
  std::int64_t bytes = 0;
  RETURN_IF_ERROR(kv::Snapshot(store).Scan(
      kStanding, "", "", [&](absl::string_view, absl::string_view value) {
        bytes += static_cast<std::int64_t>(value.size());
        return true;
      }));
  if (bytes == 0) return absl::InternalError("nothing was read");
  return absl::ToDoubleSeconds(absl::Now() - start);
}

absl::StatusOr<double> TryOnce(const TrialInput& input, Figures& figures) {
  const absl::Time start = absl::Now();
  ASSIGN_OR_RETURN(
      const auto tally,
      eligibility_check::TryOnAll(input, [](auto, auto) { return true; }));
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  const auto report = tally.ToReport();
  if (report.subjects() != kSubjects) {
    return absl::InternalError("a subject was left out");
  }
  figures.changed = report.changed();
  return seconds;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Print(const Figures& figures, bool json) {
  const double scan = kSubjects / Median(figures.scan_seconds);
  const double trial = kSubjects / Median(figures.trial_seconds);
  if (json) {
    PrintJson({{"bench", "try"},
               {"ratios", {{"trial_vs_scan", trial / scan}}},
               {"figures",
                {{"subjects", kSubjects},
                 {"changed", figures.changed},
                 {"scan_per_second", scan},
                 {"trial_per_second", trial},
                 {"trial_seconds", Median(figures.trial_seconds)}}}});
    return;
  }
  PrintLine(absl::StrFormat(
      "%d subjects, %d verdicts change: tried in %.2f s, %.0f a second (%.3f "
      "of a bare scan by one thread, %.0f a second)",
      kSubjects, figures.changed, Median(figures.trial_seconds), trial,
      trial / scan, scan));
}

}  // namespace

absl::Status BenchTry(bool json) {
  const testing::TempDirectory folder;
  ASSIGN_OR_RETURN(const auto store,
                   kv::Store::Open(folder.path() / "data",
                                   eligibility_check::FamilySpecs()));
  RETURN_IF_ERROR(Fill(*store));
  TrialInput input{
      *store,     {}, kPartitions, Candidate(), base::ChinaDay(absl::Now()),
      kSampleSize};
  const auto shared = Shared();
  for (std::uint32_t p = 0; p < kPartitions; ++p) input.shared[p] = shared;
  Figures figures;
  for (int run = 0; run < kRuns; ++run) {
    ASSIGN_OR_RETURN(const double scan, ScanOnce(*store));
    ASSIGN_OR_RETURN(const double trial, TryOnce(input, figures));
    figures.scan_seconds.push_back(scan);
    figures.trial_seconds.push_back(trial);
  }
  Print(figures, json);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
