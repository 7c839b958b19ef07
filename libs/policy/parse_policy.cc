#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/parse_text.h"
#include "libs/base/status_macros.h"
#include "libs/policy/decide.h"
#include "libs/record/declared_number.h"

namespace creditproof::policy {
namespace {

constexpr std::size_t kMaxIdBytes = 63;
constexpr std::size_t kRegionDigits = 6;  // GB/T 2260

absl::Status CheckId(const std::string& id) {
  const auto allowed = [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
  };
  if (!id.empty() && id.size() <= kMaxIdBytes &&
      std::all_of(id.begin(), id.end(), allowed)) {
    return absl::OkStatus();
  }
  return base::InvalidField("policy_id",
                            "wants 1 to 63 characters of [a-z0-9-]");
}

absl::Status CheckNames(const v1::Names& names) {
  const std::pair<absl::string_view, const std::string*> fields[] = {
      {"names.report_title", &names.report_title()},
      {"names.report_subtitle", &names.report_subtitle()},
      {"names.issuer", &names.issuer()},
      {"names.channel", &names.channel()},
      {"names.site", &names.site()},
      {"names.province", &names.province()},
      {"names.platform", &names.platform()}};
  for (const auto& [field, text] : fields) {
    if (text->empty()) return base::InvalidField(field, "is required");
  }
  return absl::OkStatus();
}

// A value of an enum that policy.proto declares, and not UNSPECIFIED. In proto3
// text any number passes for an enum.
absl::Status CheckEnum(absl::string_view field, int value,
                       bool is_declared(int)) {
  if (value == 0) return base::InvalidField(field, "is required");
  if (is_declared(value)) return absl::OkStatus();
  return base::InvalidField(field, absl::StrCat("has no value ", value));
}

// What is left out would read as false, which for some means lenience.
absl::Status CheckSwitches(const v1::Policy& policy) {
  const std::pair<absl::string_view, bool> fields[] = {
      {"simple_procedure_counts", policy.has_simple_procedure_counts()},
      {"warning_counts", policy.has_warning_counts()},
      {"expired_publicity_counts", policy.has_expired_publicity_counts()},
      {"objected_counts", policy.has_objected_counts()},
      {"removed_listing_counts", policy.has_removed_listing_counts()},
      {"uncovered_area_blocks", policy.has_uncovered_area_blocks()},
      {"hold_source_shown", policy.has_hold_source_shown()}};
  for (const auto& [field, is_said] : fields) {
    if (!is_said) return base::InvalidField(field, "is required");
  }
  return absl::OkStatus();
}

// A kind that is built in, or the number of one that may have been declared.
bool IsRecordKind(int value) {
  return record::v1::RecordKind_IsValid(value) || record::IsDeclared(value);
}

// One or more declared values, none of them 0 (UNSPECIFIED), none twice.
template <typename List>
absl::Status CheckList(absl::string_view field, const List& values,
                       bool is_declared(int)) {
  if (values.empty()) return base::InvalidField(field, "is required");
  const std::set<int> distinct(values.begin(), values.end());
  for (const int value : distinct) {
    if (value == 0) return base::InvalidField(field, "holds UNSPECIFIED");
    RETURN_IF_ERROR(CheckEnum(field, value, is_declared));
  }
  if (distinct.size() != static_cast<std::size_t>(values.size())) {
    return base::InvalidField(field, "holds a value twice");
  }
  return absl::OkStatus();
}

absl::Status CheckDate(absl::string_view field, const std::string& text) {
  const auto day = base::ParseDate(text);
  if (day.ok()) return absl::OkStatus();
  return base::InvalidField(field, day.status().message());
}

absl::Status CheckRegionPrefix(const std::string& prefix) {
  if (!prefix.empty() && prefix.size() <= kRegionDigits &&
      std::all_of(prefix.begin(), prefix.end(),
                  [](unsigned char c) { return absl::ascii_isdigit(c); })) {
    return absl::OkStatus();
  }
  return base::InvalidField("region_prefix", "wants 1 to 6 digits");
}

absl::Status CheckEnd(const v1::Policy& policy) {
  if (!policy.end_date().empty()) {
    RETURN_IF_ERROR(CheckDate("end_date", policy.end_date()));
    return CheckEnum("on_expiry", policy.on_expiry(), v1::OnExpiry_IsValid);
  }
  if (policy.on_expiry() == v1::ON_EXPIRY_UNSPECIFIED) return absl::OkStatus();
  return base::InvalidField("end_date", "is required with on_expiry");
}

absl::Status CheckPolicy(const v1::Policy& policy) {
  RETURN_IF_ERROR(CheckId(policy.policy_id()));
  if (policy.version() == 0) {
    return base::InvalidField("version", "starts from 1");
  }
  RETURN_IF_ERROR(CheckEnum("edition", policy.edition(), v1::Edition_IsValid));
  RETURN_IF_ERROR(CheckNames(policy.names()));
  RETURN_IF_ERROR(
      CheckList("counting_kinds", policy.counting_kinds(), IsRecordKind));
  RETURN_IF_ERROR(
      CheckDate("look_back_start_date", policy.look_back_start_date()));
  RETURN_IF_ERROR(
      CheckEnum("area_scope", policy.area_scope(), v1::AreaScope_IsValid));
  RETURN_IF_ERROR(CheckSwitches(policy));
  RETURN_IF_ERROR(CheckList("operator_kinds", policy.operator_kinds(),
                            record::v1::OperatorKind_IsValid));
  RETURN_IF_ERROR(CheckRegionPrefix(policy.region_prefix()));
  if (!v1::OpenMismatch_IsValid(policy.open_mismatch())) {
    return base::InvalidField(
        "open_mismatch", absl::StrCat("has no value ", policy.open_mismatch()));
  }
  return CheckEnd(policy);
}

}  // namespace

absl::StatusOr<v1::Policy> ParsePolicy(absl::string_view text) {
  v1::Policy policy;
  RETURN_IF_ERROR(base::ParseText(text, policy));
  RETURN_IF_ERROR(CheckPolicy(policy));
  return policy;
}

}  // namespace creditproof::policy
