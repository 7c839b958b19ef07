#include "services/ingestion/source_check.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMaxTextBytes = 200;
constexpr int kMaxClients = 32;
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
  RETURN_IF_ERROR(CheckEnums("source.record_kinds", source.record_kinds(),
                             record::v1::RecordKind_IsValid));
  if (source.record_kinds().empty() && !source.delivers_registrations()) {
    return base::InvalidField("source.record_kinds",
                              "is required unless it delivers registrations");
  }
  return CheckClients(source);
}

}  // namespace creditproof::ingestion
