// What the tests of this folder start from.
#pragma once

#include <string>
#include <vector>

#include "creditproof/policy/v1/policy.pb.h"
#include "libs/policy/decide.h"
#include "libs/policy/standing.h"
#include "libs/record/catalogue.h"

namespace creditproof::policy {

// A policy as strict as the 2024 plan.
inline constexpr char kSamplePolicyText[] = R"(
policy_id: "sample"
version: 3
edition: EDITION_CLEAN_ONLY
names {
  report_title: "信用报告" report_subtitle: "无违法违规证明版"
  issuer: "平台" channel: "信用代证" site: "credit.example"
  province: "黑龙江省" platform: "平台"
}
counting_kinds: [RECORD_KIND_PENALTY, RECORD_KIND_DISHONESTY,
                 RECORD_KIND_DEFAULTER]
look_back_start_date: "2021-01-01"
area_scope: AREA_SCOPE_ANY
simple_procedure_counts: true
warning_counts: true
expired_publicity_counts: true
objected_counts: true
removed_listing_counts: false
uncovered_area_blocks: false
hold_source_shown: false
open_mismatch: OPEN_MISMATCH_IGNORE
starts_at_founding: false
longest_period_years: 0
registration_statuses: [REGISTRATION_STATUS_ACTIVE]
silent_source: SILENT_SOURCE_IGNORE
repaired_shown: false
report_keep_years: 10
operator_kinds: [OPERATOR_KIND_COMPANY, OPERATOR_KIND_INDIVIDUAL_BUSINESS]
region_prefix: "23"
)";

inline v1::Policy SamplePolicy() {
  return ParsePolicy(kSamplePolicyText).value();
}

inline std::vector<record::v1::Area> AllAreasList() {
  const auto all = record::AllAreas();
  return {all.begin(), all.end()};
}

inline Standing CleanStanding() {
  Standing standing;
  standing.registered = true;
  standing.operator_kind = record::v1::OPERATOR_KIND_COMPANY;
  standing.status = record::v1::REGISTRATION_STATUS_ACTIVE;
  standing.region = 230103;
  standing.founded = absl::CivilDay(2011, 11, 11);
  return standing;
}

// An ordinary fine in market regulation.
inline RecordFact Penalty(absl::CivilDay decided) {
  RecordFact fact{};
  fact.record_id = "00112233445566778899aabbccddeeff";
  fact.kind = record::v1::RECORD_KIND_PENALTY;
  fact.area = record::v1::AREA_MARKET_REGULATION;
  fact.state = record::v1::RecordState::KIND_EFFECTIVE;
  fact.procedure = record::v1::PROCEDURE_ORDINARY;
  fact.decided = decided;
  fact.publicity_end = absl::CivilDay::max();
  fact.removed = absl::CivilDay::max();
  return fact;
}

}  // namespace creditproof::policy
