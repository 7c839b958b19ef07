#include "libs/record/subject_name.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace creditproof::record {
namespace {

constexpr absl::string_view kSubjects = "subjects/";
constexpr absl::string_view kSources = "sources/";
constexpr std::size_t kMaxSourceId = 63;

bool IsSourceIdCharacter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '-';
}

}  // namespace

absl::StatusOr<CreditCode> ParseSubjectName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kSubjects)) {
    return absl::InvalidArgumentError("is not subjects/{credit_code}");
  }
  return CreditCode::Parse(name);
}

std::string SubjectName(const CreditCode& code) {
  return absl::StrCat(kSubjects, code.text());
}

absl::StatusOr<std::string> ParseSourceName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kSources) || name.empty() ||
      name.size() > kMaxSourceId ||
      !std::all_of(name.begin(), name.end(), IsSourceIdCharacter)) {
    return absl::InvalidArgumentError(
        "is not sources/{source}, the source being 1 to 63 characters of a-z, "
        "0-9 and -");
  }
  return std::string(name);
}

std::string SourceName(absl::string_view source_id) {
  return absl::StrCat(kSources, source_id);
}

}  // namespace creditproof::record
