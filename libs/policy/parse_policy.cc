#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/policy/decide.h"

namespace creditproof::policy {
namespace {

constexpr std::size_t kMaxIdBytes = 63;
constexpr std::size_t kRegionDigits = 6;  // GB/T 2260

// Keeps the first error. protobuf counts lines and columns from 0.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!text_.empty()) return;
    text_ =
        absl::StrCat("line ", line + 1, ", column ", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

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

// One or more values, none of them 0 (UNSPECIFIED), none twice.
template <typename List>
absl::Status CheckList(absl::string_view field, const List& values) {
  if (values.empty()) return base::InvalidField(field, "is required");
  const std::set<int> distinct(values.begin(), values.end());
  if (distinct.count(0) > 0) {
    return base::InvalidField(field, "holds UNSPECIFIED");
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
    return CheckDate("end_date", policy.end_date());
  }
  if (policy.on_expiry() == v1::ON_EXPIRY_STOP) {
    return base::InvalidField("end_date", "is required with ON_EXPIRY_STOP");
  }
  return absl::OkStatus();
}

absl::Status CheckPolicy(const v1::Policy& policy) {
  RETURN_IF_ERROR(CheckId(policy.policy_id()));
  if (policy.version() == 0) {
    return base::InvalidField("version", "starts from 1");
  }
  if (policy.edition() == v1::EDITION_UNSPECIFIED) {
    return base::InvalidField("edition", "is required");
  }
  RETURN_IF_ERROR(CheckNames(policy.names()));
  RETURN_IF_ERROR(CheckList("counting_kinds", policy.counting_kinds()));
  RETURN_IF_ERROR(
      CheckDate("look_back_start_date", policy.look_back_start_date()));
  if (policy.area_scope() == v1::AREA_SCOPE_UNSPECIFIED) {
    return base::InvalidField("area_scope", "is required");
  }
  RETURN_IF_ERROR(CheckList("operator_kinds", policy.operator_kinds()));
  RETURN_IF_ERROR(CheckRegionPrefix(policy.region_prefix()));
  return CheckEnd(policy);
}

}  // namespace

absl::StatusOr<v1::Policy> ParsePolicy(absl::string_view text) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  v1::Policy policy;
  if (!parser.ParseFromString(std::string(text), &policy)) {
    return absl::InvalidArgumentError(error.text());
  }
  RETURN_IF_ERROR(CheckPolicy(policy));
  return policy;
}

}  // namespace creditproof::policy
