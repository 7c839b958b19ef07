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

constexpr int kMostYears = 100;
constexpr int kMostGraceDays = 366;

// What an administrator wrote, and where each field of it stands.
struct Candidate {
  v1::Policy policy;
  base::TextPlaces places;

  absl::Status Refuse(absl::string_view path, absl::string_view why) const {
    return base::InvalidField(path, absl::StrCat(places.Of(path), ": ", why));
  }
};

constexpr absl::string_view kRequired = "is required";

absl::Status CheckId(const Candidate& candidate) {
  const std::string& id = candidate.policy.policy_id();
  const auto allowed = [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
  };
  if (!id.empty() && id.size() <= kMaxIdBytes &&
      std::all_of(id.begin(), id.end(), allowed)) {
    return absl::OkStatus();
  }
  return candidate.Refuse("policy_id", "wants 1 to 63 characters of [a-z0-9-]");
}

absl::Status CheckNames(const Candidate& candidate) {
  const v1::Names& names = candidate.policy.names();
  const std::pair<absl::string_view, const std::string*> fields[] = {
      {"names.report_title", &names.report_title()},
      {"names.report_subtitle", &names.report_subtitle()},
      {"names.issuer", &names.issuer()},
      {"names.channel", &names.channel()},
      {"names.site", &names.site()},
      {"names.province", &names.province()},
      {"names.platform", &names.platform()}};
  for (const auto& [path, text] : fields) {
    if (text->empty()) return candidate.Refuse(path, kRequired);
  }
  return absl::OkStatus();
}

// A value of an enum that policy.proto declares, and not UNSPECIFIED. In proto3
// text any number passes for an enum.
absl::Status CheckEnum(const Candidate& candidate, absl::string_view path,
                       int value, bool is_declared(int)) {
  if (value == 0) return candidate.Refuse(path, kRequired);
  if (is_declared(value)) return absl::OkStatus();
  return candidate.Refuse(path, absl::StrCat("has no value ", value));
}

absl::Status CheckEnums(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  RETURN_IF_ERROR(
      CheckEnum(candidate, "edition", policy.edition(), v1::Edition_IsValid));
  RETURN_IF_ERROR(CheckEnum(candidate, "area_scope", policy.area_scope(),
                            v1::AreaScope_IsValid));
  RETURN_IF_ERROR(CheckEnum(candidate, "open_mismatch", policy.open_mismatch(),
                            v1::OpenMismatch_IsValid));
  return CheckEnum(candidate, "silent_source", policy.silent_source(),
                   v1::SilentSource_IsValid);
}

// What is left out would read as false or 0, which for some means lenience.
absl::Status CheckSaid(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  const std::pair<absl::string_view, bool> fields[] = {
      {"simple_procedure_counts", policy.has_simple_procedure_counts()},
      {"warning_counts", policy.has_warning_counts()},
      {"expired_publicity_counts", policy.has_expired_publicity_counts()},
      {"objected_counts", policy.has_objected_counts()},
      {"removed_listing_counts", policy.has_removed_listing_counts()},
      {"uncovered_area_blocks", policy.has_uncovered_area_blocks()},
      {"hold_source_shown", policy.has_hold_source_shown()},
      {"starts_at_founding", policy.has_starts_at_founding()},
      {"longest_period_years", policy.has_longest_period_years()},
      {"repaired_shown", policy.has_repaired_shown()},
      {"report_keep_years", policy.has_report_keep_years()}};
  for (const auto& [path, is_said] : fields) {
    if (!is_said) return candidate.Refuse(path, kRequired);
  }
  return absl::OkStatus();
}

// A kind that is built in, or the number of one that may have been declared.
bool IsRecordKind(int value) {
  return record::v1::RecordKind_IsValid(value) || record::IsDeclared(value);
}

// One or more declared values, none of them 0 (UNSPECIFIED), none twice.
template <typename List>
absl::Status CheckList(const Candidate& candidate, absl::string_view field,
                       const List& values, bool is_declared(int)) {
  if (values.empty()) return candidate.Refuse(field, kRequired);
  std::set<int> seen;
  for (int i = 0; i < values.size(); ++i) {
    const std::string path = absl::StrCat(field, "[", i, "]");
    if (values[i] == 0) return candidate.Refuse(path, "is UNSPECIFIED");
    RETURN_IF_ERROR(CheckEnum(candidate, path, values[i], is_declared));
    if (!seen.insert(values[i]).second) {
      return candidate.Refuse(path, "is there twice");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckLists(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  RETURN_IF_ERROR(CheckList(candidate, "counting_kinds",
                            policy.counting_kinds(), IsRecordKind));
  RETURN_IF_ERROR(CheckList(candidate, "operator_kinds",
                            policy.operator_kinds(),
                            record::v1::OperatorKind_IsValid));
  return CheckList(candidate, "registration_statuses",
                   policy.registration_statuses(),
                   record::v1::RegistrationStatus_IsValid);
}

absl::Status CheckDate(const Candidate& candidate, absl::string_view path,
                       const std::string& text) {
  const auto day = base::ParseDate(text);
  if (day.ok()) return absl::OkStatus();
  return candidate.Refuse(path, day.status().message());
}

absl::Status CheckPeriod(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  RETURN_IF_ERROR(CheckDate(candidate, "look_back_start_date",
                            policy.look_back_start_date()));
  if (policy.longest_period_years() < 0 ||
      policy.longest_period_years() > kMostYears) {
    return candidate.Refuse("longest_period_years", "is not 0 to 100");
  }
  return absl::OkStatus();
}

absl::Status CheckKeeping(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  if (policy.report_keep_years() < 0 ||
      policy.report_keep_years() > kMostYears) {
    return candidate.Refuse("report_keep_years", "is not 0 to 100");
  }
  return absl::OkStatus();
}

// Need not be said: no stamp is no lenience.
absl::Status CheckTimeStamping(const Candidate& candidate) {
  const int value = candidate.policy.time_stamping();
  if (v1::TimeStamping_IsValid(value)) return absl::OkStatus();
  return candidate.Refuse("time_stamping",
                          absl::StrCat("has no value ", value));
}

absl::Status CheckGrace(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  if (policy.silent_source() != v1::SILENT_SOURCE_UNDETERMINED) {
    return absl::OkStatus();
  }
  if (!policy.has_silent_grace_days()) {
    return candidate.Refuse("silent_grace_days", kRequired);
  }
  if (policy.silent_grace_days() < 0 ||
      policy.silent_grace_days() > kMostGraceDays) {
    return candidate.Refuse("silent_grace_days", "is not 0 to 366");
  }
  return absl::OkStatus();
}

absl::Status CheckRegionPrefix(const Candidate& candidate) {
  const std::string& prefix = candidate.policy.region_prefix();
  if (!prefix.empty() && prefix.size() <= kRegionDigits &&
      std::all_of(prefix.begin(), prefix.end(),
                  [](unsigned char c) { return absl::ascii_isdigit(c); })) {
    return absl::OkStatus();
  }
  return candidate.Refuse("region_prefix", "wants 1 to 6 digits");
}

absl::Status CheckEnd(const Candidate& candidate) {
  const v1::Policy& policy = candidate.policy;
  if (!policy.end_date().empty()) {
    RETURN_IF_ERROR(CheckDate(candidate, "end_date", policy.end_date()));
    return CheckEnum(candidate, "on_expiry", policy.on_expiry(),
                     v1::OnExpiry_IsValid);
  }
  if (policy.on_expiry() == v1::ON_EXPIRY_UNSPECIFIED) return absl::OkStatus();
  return candidate.Refuse("end_date", "is required with on_expiry");
}

absl::Status CheckCandidate(const Candidate& candidate) {
  RETURN_IF_ERROR(CheckId(candidate));
  if (candidate.policy.version() == 0) {
    return candidate.Refuse("version", "starts from 1");
  }
  RETURN_IF_ERROR(CheckNames(candidate));
  RETURN_IF_ERROR(CheckEnums(candidate));
  RETURN_IF_ERROR(CheckLists(candidate));
  RETURN_IF_ERROR(CheckSaid(candidate));
  RETURN_IF_ERROR(CheckPeriod(candidate));
  RETURN_IF_ERROR(CheckKeeping(candidate));
  RETURN_IF_ERROR(CheckTimeStamping(candidate));
  RETURN_IF_ERROR(CheckGrace(candidate));
  RETURN_IF_ERROR(CheckRegionPrefix(candidate));
  return CheckEnd(candidate);
}

}  // namespace

absl::StatusOr<v1::Policy> ParsePolicy(absl::string_view text) {
  Candidate candidate;
  const absl::Status read =
      base::ParseText(text, candidate.policy, &candidate.places);
  if (!read.ok()) return base::InvalidField("text", read.message());
  RETURN_IF_ERROR(CheckCandidate(candidate));
  return std::move(candidate.policy);
}

}  // namespace creditproof::policy
