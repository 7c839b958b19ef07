#include "tools/creditproof/arguments.h"

#include <set>

#include "absl/strings/str_split.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"

namespace creditproof::tool {
namespace {

// Every comma-separated part of `text` by `parse`, ascending, each once.
template <typename T, typename Parse>
absl::StatusOr<std::vector<T>> ParseEach(const std::string& text, Parse parse) {
  std::set<T> values;
  for (absl::string_view part : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    ASSIGN_OR_RETURN(const T value, parse(part));
    values.insert(value);
  }
  return std::vector<T>(values.begin(), values.end());
}

}  // namespace

absl::StatusOr<CreditCode> CodeArgument(const std::string& text) {
  return CreditCode::Parse(FoldCode(text));
}

absl::StatusOr<std::vector<record::v1::Area>> AreasArgument(
    const std::string& text) {
  if (text == "all") {
    const auto all = record::AllAreas();
    return std::vector<record::v1::Area>(all.begin(), all.end());
  }
  return ParseEach<record::v1::Area>(text, record::ParseArea);
}

absl::StatusOr<std::vector<record::v1::RecordKind>> RecordKindsArgument(
    const std::string& text) {
  return ParseEach<record::v1::RecordKind>(text, record::ParseRecordKind);
}

absl::StatusOr<record::v1::Scenario> ScenarioArgument(const std::string& text) {
  return record::ParseScenario(text);
}

absl::StatusOr<std::string> DateArgument(const std::string& text) {
  RETURN_IF_ERROR(base::ParseDate(text).status());
  return text;
}

}  // namespace creditproof::tool
