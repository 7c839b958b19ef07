#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/policy/decide.h"
#include "libs/policy/policy_fixture.h"

namespace creditproof::policy {
namespace {

TEST_CASE("The policy that is shipped can be read") {
  const auto text = base::ReadFile(CREDITPROOF_SHIPPED_POLICY);
  REQUIRE(text.ok());

  const auto policy = ParsePolicy(*text);

  REQUIRE(policy.ok());
  CHECK(policy->policy_id() == "heilongjiang-2024");
  CHECK(policy->edition() == v1::EDITION_CLEAN_ONLY);
}

TEST_CASE("A misspelt field is named with line and column") {
  const auto policy = ParsePolicy("version: 1\n  editoin: 1\n");

  CHECK(policy.status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(absl::StrContains(policy.status().message(), "line 2, column"));
  CHECK(absl::StrContains(policy.status().message(), "editoin"));
}

TEST_CASE("A declared kind may count by its number") {
  const auto policy = ParsePolicy(absl::StrReplaceAll(
      kSamplePolicyText, {{"RECORD_KIND_DEFAULTER]", "107]"}}));

  REQUIRE(policy.ok());
  CHECK(static_cast<int>(policy->counting_kinds(2)) == 107);
}

TEST_CASE("Each field that cannot stand is named") {
  const auto [was, becomes, field] =
      GENERATE(table<const char*, const char*, const char*>(
          {{"\"sample\"", "\"Sample\"", "policy_id"},
           {"version: 3", "version: 0", "version"},
           {"edition: EDITION_CLEAN_ONLY", "", "edition"},
           {"site: \"credit.example\"", "", "names.site"},
           {"RECORD_KIND_DEFAULTER", "RECORD_KIND_PENALTY", "counting_kinds"},
           {"2021-01-01", "2021-02-30", "look_back_start_date"},
           {"area_scope: AREA_SCOPE_ANY", "", "area_scope"},
           {"OPERATOR_KIND_COMPANY", "OPERATOR_KIND_UNSPECIFIED",
            "operator_kinds"},
           {"\"23\"", "\"2x\"", "region_prefix"},
           {"\"23\"", "\"2301001\"", "region_prefix"},
           {"\"23\"", "\"23\" end_date: \"soon\"", "end_date"},
           {"\"23\"", "\"23\" on_expiry: ON_EXPIRY_STOP", "end_date"},
           {"\"23\"", "\"23\" on_expiry: ON_EXPIRY_CONTINUE", "end_date"},
           {"\"23\"", "\"23\" end_date: \"2026-09-30\"", "on_expiry"},
           {"\"23\"", "\"23\" end_date: \"2026-09-30\" on_expiry: 9",
            "on_expiry"},
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
           {"hold_source_shown: false", "", "hold_source_shown"}}));

  const auto policy =
      ParsePolicy(absl::StrReplaceAll(kSamplePolicyText, {{was, becomes}}));

  CHECK(base::ReasonOf(policy.status()) == base::Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(policy.status().message(), field));
}

}  // namespace
}  // namespace creditproof::policy
