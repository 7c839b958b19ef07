#include "tools/creditproof/arguments.h"

#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/intake/cell_text.h"
#include "libs/record/catalogue.h"

namespace creditproof::tool {
namespace {

// More than is taken of anybody.
constexpr std::size_t kMostBytes = 64 << 20;

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
  const std::string folded = FoldCode(text);
  const CodeRule rule = FirstBrokenRule(folded);
  if (rule == CodeRule::kNone) return CreditCode::Parse(folded);
  return absl::InvalidArgumentError(
      absl::StrCat(ChineseText(rule), " / ", EnglishText(rule)));
}

absl::StatusOr<std::vector<record::v1::Area>> AreasArgument(
    const std::string& text) {
  if (text == "all") {
    const auto all = record::AllAreas();
    return std::vector<record::v1::Area>(all.begin(), all.end());
  }
  return ParseEach<record::v1::Area>(text, record::ParseArea);
}

absl::StatusOr<record::v1::Scenario> ScenarioArgument(const std::string& text) {
  return record::ParseScenario(text);
}

absl::StatusOr<std::string> DateArgument(const std::string& text) {
  RETURN_IF_ERROR(base::ParseDate(text).status());
  return text;
}

absl::StatusOr<absl::Time> TimeArgument(const std::string& text) {
  absl::Time time;
  std::string ignored;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &ignored) ||
      absl::ParseTime("%Y-%m-%d%ET%H:%M:%E*S", text, base::ChinaTime(), &time,
                      &ignored) ||
      absl::ParseTime("%Y-%m-%d %H:%M:%E*S", text, base::ChinaTime(), &time,
                      &ignored)) {
    return time;
  }
  return absl::InvalidArgumentError(
      "应为时间 no time: such as \"2026-11-23 09:30:00\"");
}

const std::map<std::string, ingestion::v1::FileKind>& FileKindNames() {
  static const auto& names =
      *new const std::map<std::string, ingestion::v1::FileKind>{
          {"registration", ingestion::v1::FILE_KIND_REGISTRATION},
          {"penalty", ingestion::v1::FILE_KIND_PENALTY},
          {"dishonesty", ingestion::v1::FILE_KIND_DISHONESTY},
          {"defaulter", ingestion::v1::FILE_KIND_DEFAULTER}};
  return names;
}

absl::StatusOr<std::string> WordsArgument(const std::string& text) {
  if (!intake::TrimBlanks(text).empty()) return text;
  return absl::InvalidArgumentError("不能为空 must not be empty");
}

absl::StatusOr<std::string> FileContent(const std::string& file) {
  absl::StatusOr<std::string> content = base::ReadFile(file, kMostBytes);
  if (content.ok()) return content;
  return absl::Status(
      content.status().code(),
      absl::StrCat("打不开文件 “", file, "”，请核对文件名和读取权限 / ",
                   content.status().message()));
}

absl::StatusOr<std::string> NewFileArgument(const std::string& text) {
  ASSIGN_OR_RETURN(const std::string name, WordsArgument(text));
  std::error_code ignored;  // no folder then, whatever the cause
  const std::filesystem::path folder =
      std::filesystem::absolute(name, ignored).parent_path();
  const bool is_folder = std::filesystem::is_directory(name, ignored);
  if (!is_folder && std::filesystem::is_directory(folder, ignored)) {
    return name;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("不能写入 “", name, "”：",
                   is_folder ? "这是一个文件夹 it is a folder"
                             : "没有这个文件夹 no such folder to write into"));
}

}  // namespace creditproof::tool
