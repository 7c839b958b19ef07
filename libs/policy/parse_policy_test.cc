#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/policy/decide.h"
#include "libs/policy/policy_fixture.h"

namespace creditproof::policy {
namespace {

v1::Policy Shipped(const std::string& id) {
  const auto text = base::ReadFile(
      absl::StrCat(CREDITPROOF_POLICIES_FOLDER "/", id, ".textproto"));
  REQUIRE(text.ok());
  const auto policy = ParsePolicy(*text);
  INFO(policy.status());
  REQUIRE(policy.ok());
  CHECK(policy->policy_id() == id);
  return *policy;
}

TEST_CASE("The policies that are shipped can be read") {
  const v1::Policy plan = Shipped("heilongjiang-2024");
  CHECK(plan.edition() == v1::EDITION_CLEAN_ONLY);
  CHECK(plan.area_scope() == v1::AREA_SCOPE_ANY);
  CHECK(plan.end_date() == "2026-09-30");
  CHECK(plan.on_expiry() == v1::ON_EXPIRY_CONTINUE);
  CHECK(plan.report_keep_years() == 10);

  const v1::Policy national = Shipped("national-2025");
  CHECK(national.edition() == v1::EDITION_WITH_OR_WITHOUT);
  CHECK(national.area_scope() == v1::AREA_SCOPE_SELECTED);
  CHECK(national.longest_period_years() == 5);
  CHECK(national.repaired_shown());
  CHECK(national.report_keep_years() == 10);
}

TEST_CASE("What is wrong with a candidate is told by line and column") {
  const auto [was, becomes, place] =
      GENERATE(table<const char*, const char*, const char*>(
          {{"version: 3", "version: 0", "line 3, column 1"},
           {"site: \"credit.example\"", "site: \"\"", "line 7, column 32"},
           {"site: \"credit.example\"", "", "line 5, column 1"},
           {"RECORD_KIND_DEFAULTER]", "99]", "line 10, column 1"},
           {"repaired_shown: false\n", "", "line 28, column 1"}}));

  const auto policy =
      ParsePolicy(absl::StrReplaceAll(kSamplePolicyText, {{was, becomes}}));

  INFO(policy.status());
  CHECK(base::ReasonOf(policy.status()) == base::Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(policy.status().message(), place));
}

TEST_CASE("A value that is none is told where it stands, whatever follows") {
  const auto policy = ParsePolicy(absl::StrReplaceAll(
      kSamplePolicyText,
      {{"AREA_SCOPE_ANY", "AREA_SCOPE_SOME\n\n# a comment\n"}}));

  INFO(policy.status());
  CHECK(absl::StrContains(policy.status().message(), "line 13, column 13"));
}

TEST_CASE("A field that is said twice is refused") {
  const auto policy = ParsePolicy(absl::StrReplaceAll(
      kSamplePolicyText, {{"version: 3", "version: 3 version: 4"}}));

  INFO(policy.status());
  CHECK(absl::StrContains(policy.status().message(), "line 3, column 12"));
  CHECK(absl::StrContains(policy.status().message(), "version"));
}

TEST_CASE("A misspelt field is named with line and column") {
  const auto policy = ParsePolicy("version: 1\n  editoin: 1\n");

  CHECK(policy.status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(absl::StrContains(policy.status().message(), "line 2, column 3"));
  CHECK(absl::StrContains(policy.status().message(), "editoin"));
}

TEST_CASE("A declared kind may count by its number") {
  const auto policy = ParsePolicy(absl::StrReplaceAll(
      kSamplePolicyText, {{"RECORD_KIND_DEFAULTER]", "107]"}}));

  REQUIRE(policy.ok());
  CHECK(static_cast<int>(policy->counting_kinds(2)) == 107);
}

TEST_CASE("Each field that cannot stand is named") {
  const auto [was, becomes, field] = GENERATE(table<const char*, const char*,
                                                    const char*>(
      {{"\"sample\"", "\"Sample\"", "policy_id"},
       {"version: 3", "version: 0", "version"},
       {"edition: EDITION_CLEAN_ONLY", "", "edition"},
       {"site: \"credit.example\"", "", "names.site"},
       {"RECORD_KIND_DEFAULTER", "RECORD_KIND_PENALTY", "counting_kinds"},
       {"2021-01-01", "2021-02-30", "look_back_start_date"},
       {"area_scope: AREA_SCOPE_ANY", "", "area_scope"},
       {"OPERATOR_KIND_COMPANY", "OPERATOR_KIND_UNSPECIFIED", "operator_kinds"},
       {"\"23\"", "\"2x\"", "region_prefix"},
       {"\"23\"", "\"2301001\"", "region_prefix"},
       {"\"23\"", "\"23\" end_date: \"soon\"", "end_date"},
       {"\"23\"", "\"23\" on_expiry: ON_EXPIRY_STOP", "end_date"},
       {"\"23\"", "\"23\" on_expiry: ON_EXPIRY_CONTINUE", "end_date"},
       {"\"23\"", "\"23\" end_date: \"2026-09-30\"", "on_expiry"},
       {"\"23\"", "\"23\" end_date: \"2026-09-30\" on_expiry: 9", "on_expiry"},
       {"EDITION_CLEAN_ONLY", "9", "edition"},
       {"AREA_SCOPE_ANY", "9", "area_scope"},
       {"RECORD_KIND_DEFAULTER", "99", "counting_kinds"},
       {"OPERATOR_KIND_COMPANY", "99", "operator_kinds"},
       {"simple_procedure_counts: true", "", "simple_procedure_counts"},
       {"warning_counts: true", "", "warning_counts"},
       {"expired_publicity_counts: true", "", "expired_publicity_counts"},
       {"objected_counts: true", "", "objected_counts"},
       {"removed_listing_counts: false", "", "removed_listing_counts"},
       {"uncovered_area_blocks: false", "", "uncovered_area_blocks"},
       {"hold_source_shown: false", "", "hold_source_shown"},
       {"open_mismatch: OPEN_MISMATCH_IGNORE", "", "open_mismatch"},
       {"OPEN_MISMATCH_IGNORE", "9", "open_mismatch"},
       {"starts_at_founding: false", "", "starts_at_founding"},
       {"longest_period_years: 0", "", "longest_period_years"},
       {"longest_period_years: 0", "longest_period_years: -1",
        "longest_period_years"},
       {"[REGISTRATION_STATUS_ACTIVE]", "[]", "registration_statuses"},
       {"silent_source: SILENT_SOURCE_IGNORE", "", "silent_source"},
       {"SILENT_SOURCE_IGNORE", "SILENT_SOURCE_UNDETERMINED",
        "silent_grace_days"},
       {"SILENT_SOURCE_IGNORE",
        "SILENT_SOURCE_UNDETERMINED silent_grace_days: -1",
        "silent_grace_days"},
       {"repaired_shown: false", "", "repaired_shown"},
       {"report_keep_years: 10", "", "report_keep_years"},
       {"report_keep_years: 10", "report_keep_years: -1", "report_keep_years"},
       {"report_keep_years: 10", "report_keep_years: 101", "report_keep_years"},
       {"report_keep_years: 10", "report_keep_years: 10 time_stamping: 9",
        "time_stamping"}}));

  const auto policy =
      ParsePolicy(absl::StrReplaceAll(kSamplePolicyText, {{was, becomes}}));

  CHECK(base::ReasonOf(policy.status()) == base::Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(policy.status().message(), field));
}

}  // namespace
}  // namespace creditproof::policy
