#include "services/ingestion/source_check.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/record/declared_number.h"
#include "services/ingestion/kinds.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMaxTextBytes = 200;
constexpr int kMaxClients = 32;
constexpr int kMaxRegions = 200;
constexpr int kMaxDays = 366;
constexpr std::size_t kMaxClientBytes = 253;  // of a DNS name, RFC 1035

absl::Status CheckText(absl::string_view field, const std::string& text) {
  if (text.empty()) return base::InvalidField(field, "is required");
  if (text.size() <= kMaxTextBytes) return absl::OkStatus();
  return base::InvalidField(
      field, absl::StrCat("is longer than ", kMaxTextBytes, " bytes"));
}

absl::Status CheckClients(const v1::Source& source) {
  if (source.client_names().empty()) {
    return base::InvalidField("source.client_names", "is required");
  }
  if (source.client_names_size() > kMaxClients) {
    return base::InvalidField(
        "source.client_names",
        absl::StrCat("has more than ", kMaxClients, " names"));
  }
  for (const std::string& name : source.client_names()) {
    if (name.empty() || name.size() > kMaxClientBytes) {
      return base::InvalidField("source.client_names",
                                "has a name that is no DNS name");
    }
  }
  return absl::OkStatus();
}

// `values` is a repeated field of an enumeration.
template <typename Values, typename IsValid>
absl::Status CheckEnums(absl::string_view field, const Values& values,
                        IsValid is_valid) {
  std::set<int> seen;
  for (const int value : values) {
    if (value == 0 || !is_valid(value)) {
      return base::InvalidField(field, absl::StrCat("has no value ", value));
    }
    if (!seen.insert(value).second) {
      return base::InvalidField(field, absl::StrCat("names ", value, " twice"));
    }
  }
  return absl::OkStatus();
}

bool IsRecordKind(int kind) {
  return record::v1::RecordKind_IsValid(kind) || record::IsDeclared(kind);
}

bool IsDivision(const std::string& prefix) {
  const std::size_t size = prefix.size();
  return (size == 2 || size == 4 || size == 6) &&
         std::all_of(prefix.begin(), prefix.end(), absl::ascii_isdigit) &&
         !absl::EndsWith(prefix, "00");
}

absl::Status CheckRegions(const v1::Source& source) {
  constexpr absl::string_view kField = "source.regions";
  if (source.regions_size() > kMaxRegions) {
    return base::InvalidField(
        kField, absl::StrCat("has more than ", kMaxRegions, " regions"));
  }
  std::set<absl::string_view> seen;
  for (const std::string& region : source.regions()) {
    if (!IsDivision(region)) {
      return base::InvalidField(
          kField, absl::StrCat("has ", absl::CEscape(region.substr(0, 12)),
                               ": wanted are 2, 4 or 6 digits of GB/T 2260 "
                               "that do not end in 00, such as 23 or 2301"));
    }
    if (!seen.insert(region).second) {
      return base::InvalidField(kField,
                                absl::StrCat("names ", region, " twice"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckLegalTerms(const v1::Source& source) {
  constexpr absl::string_view kField = "source.legal_terms";
  std::set<int> seen;
  for (const v1::LegalTerm& term : source.legal_terms()) {
    const auto& kinds = source.record_kinds();
    if (std::find(kinds.begin(), kinds.end(), term.record_kind()) ==
        kinds.end()) {
      return base::InvalidField(
          kField, absl::StrCat("has kind ", term.record_kind(),
                               ", which the source does not deliver"));
    }
    if (!seen.insert(term.record_kind()).second) {
      return base::InvalidField(
          kField, absl::StrCat("names kind ", term.record_kind(), " twice"));
    }
    if (term.working_days() < 1 || term.working_days() > kMaxDays) {
      return base::InvalidField(
          kField, absl::StrCat("has ", term.working_days(),
                               " working days; 1 to ", kMaxDays, " can be"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckExpectations(const v1::Source& source) {
  if (source.cadence_days() < 0 || source.cadence_days() > kMaxDays) {
    return base::InvalidField(
        "source.cadence_days",
        absl::StrCat("is ", source.cadence_days(), "; 1 to ", kMaxDays,
                     " can be, 0 for no cadence"));
  }
  if (source.duty_contact().size() > kMaxTextBytes) {
    return base::InvalidField(
        "source.duty_contact",
        absl::StrCat("is longer than ", kMaxTextBytes, " bytes"));
  }
  return CheckLegalTerms(source);
}

}  // namespace

absl::Status CheckSource(const v1::Source& source) {
  RETURN_IF_ERROR(CheckText("source.display_name", source.display_name()));
  RETURN_IF_ERROR(CheckText("source.contact", source.contact()));
  if (!source.credit_code().empty()) {
    const auto code = CreditCode::Parse(source.credit_code());
    if (!code.ok()) {
      return base::InvalidField("source.credit_code", code.status().message());
    }
  }
  RETURN_IF_ERROR(
      CheckEnums("source.areas", source.areas(), record::v1::Area_IsValid));
  RETURN_IF_ERROR(
      CheckEnums("source.record_kinds", source.record_kinds(), IsRecordKind));
  if (source.record_kinds().empty() && !source.delivers_registrations()) {
    return base::InvalidField("source.record_kinds",
                              "is required unless it delivers registrations");
  }
  RETURN_IF_ERROR(CheckRegions(source));
  RETURN_IF_ERROR(CheckExpectations(source));
  return CheckClients(source);
}

absl::Status CheckKindsDeclared(const v1::Source& source, const View& view) {
  for (const int kind : source.record_kinds()) {
    ASSIGN_OR_RETURN(const bool is_kind, IsFileKind(view, kind));
    if (is_kind) continue;
    return base::InvalidField(
        "source.record_kinds",
        absl::StrCat("has ", kind, ", which was not declared"));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
