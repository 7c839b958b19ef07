#include "services/ingestion/call_fields.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/identity_number.h"
#include "libs/record/subject_name.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kIdLength = 32;

bool IsId(absl::string_view text) {
  return text.size() == kIdLength &&
         text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

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

// Of valid UTF-8, which is all that protobuf lets through.
std::size_t Characters(absl::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool IsForbidden(char c) {
  return absl::ascii_iscntrl(static_cast<unsigned char>(c)) && c != '\n' &&
         c != '\r';
}

}  // namespace

absl::StatusOr<SourceItem> ParseSourceItem(absl::string_view field,
                                           absl::string_view name,
                                           absl::string_view collection) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() == 4 && parts[2] == collection && IsId(parts[3])) {
    const auto source =
        record::ParseSourceName(absl::StrCat(parts[0], "/", parts[1]));
    if (source.ok()) return SourceItem{*source, parts[3]};
  }
  return base::InvalidField(
      field, absl::StrCat("is not sources/{source}/", collection,
                          "/{id}, the id being 32 lower-case hex digits"));
}

std::string SourceItemName(absl::string_view source_id,
                           absl::string_view collection, absl::string_view id) {
  return absl::StrCat(record::SourceName(source_id), "/", collection, "/", id);
}

absl::StatusOr<SubjectRecord> ParseRecordName(absl::string_view field,
                                              absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() == 4 && parts[2] == "records" && IsId(parts[3])) {
    const auto subject =
        record::ParseSubjectName(absl::StrCat(parts[0], "/", parts[1]));
    if (subject.ok()) return SubjectRecord{*subject, parts[3]};
  }
  return base::InvalidField(
      field,
      "is not subjects/{credit_code}/records/{record}, the code being valid "
      "and the record 32 lower-case hex digits");
}

absl::StatusOr<std::string> ParseRequestId(absl::string_view request_id) {
  if (IsUuid(request_id)) return absl::AsciiStrToLower(request_id);
  return base::InvalidField("request_id", "is not a UUID");
}

absl::StatusOr<std::string> ParseWords(absl::string_view field,
                                       absl::string_view words,
                                       std::size_t max_characters) {
  if (intake::TrimBlanks(words).empty()) {
    return base::InvalidField(field, "不能为空 / is required");
  }
  if (Characters(words) > max_characters) {
    return base::InvalidField(
        field,
        absl::StrCat("不能超过 ", max_characters, " 字 / is longer than ",
                     max_characters, " characters"));
  }
  if (std::any_of(words.begin(), words.end(), IsForbidden)) {
    return base::InvalidField(field,
                              "不能含有控制字符 / has a control character");
  }
  return intake::MaskIdentityNumbers(words);
}

}  // namespace creditproof::ingestion
