#include "services/report_rendering/asked_fields.h"

#include "absl/strings/ascii.h"
#include "libs/base/date.h"

namespace creditproof::report_rendering {
namespace {

using base::InvalidField;

// RFC 4122 section 3: 8-4-4-4-12 hex digits.
bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-'
               : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

}  // namespace

absl::Status CheckUuid(absl::string_view field, absl::string_view text) {
  return IsUuid(text) ? absl::OkStatus() : InvalidField(field, "is not a UUID");
}

absl::Status CheckScenario(absl::string_view field, int scenario) {
  if (scenario == 0) return InvalidField(field, "is required");
  if (record::v1::Scenario_IsValid(scenario)) return absl::OkStatus();
  return InvalidField(field, absl::StrCat("there is no scenario ", scenario));
}

absl::Status CheckArea(absl::string_view field, int area) {
  if (area != 0 && record::v1::Area_IsValid(area)) return absl::OkStatus();
  return InvalidField(field, absl::StrCat("there is no area ", area));
}

absl::Status CheckDate(absl::string_view field, absl::string_view text) {
  if (text.empty()) return absl::OkStatus();
  const absl::Status parsed = base::ParseDate(text).status();
  if (parsed.ok()) return absl::OkStatus();
  return InvalidField(field, parsed.message());
}

}  // namespace creditproof::report_rendering
