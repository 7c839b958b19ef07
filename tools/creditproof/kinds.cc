#include "tools/creditproof/kinds.h"

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "libs/record/declared_number.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;
using record::v1::KindName;
using record::v1::RecordKind;

constexpr absl::string_view kIdAlphabet =
    "abcdefghijklmnopqrstuvwxyz0123456789-";

}  // namespace

absl::StatusOr<RecordKind> Kinds::Find(absl::string_view text) const {
  for (const auto& [number, name] : declared_) {
    if (text == name.kind_id() || text == name.display_name()) {
      return name.kind();
    }
  }
  return record::ParseRecordKind(text);
}

std::string Kinds::Id(RecordKind kind) const {
  if (!record::IsDeclared(kind)) {
    return Identifier(record::v1::RecordKind_Name(kind), "RECORD_KIND_");
  }
  const auto known = declared_.find(kind);
  return known == declared_.end() ? absl::StrCat(static_cast<int>(kind))
                                  : known->second.kind_id();
}

std::string Kinds::Id(FileKind kind) const {
  if (record::IsDeclared(kind)) return Id(static_cast<RecordKind>(kind));
  return Identifier(ingestion::v1::FileKind_Name(kind), "FILE_KIND_");
}

std::string Kinds::ChineseName(RecordKind kind) const {
  const auto known = declared_.find(kind);
  if (known != declared_.end()) return known->second.display_name();
  const absl::string_view name = record::ChineseName(kind);
  return name.empty() ? Id(kind) : std::string(name);
}

std::string Kinds::ChineseName(FileKind kind) const {
  switch (kind) {
    case ingestion::v1::FILE_KIND_REGISTRATION:
      return "登记信息";
    case ingestion::v1::FILE_KIND_PENALTY:
      return ChineseName(record::v1::RECORD_KIND_PENALTY);
    case ingestion::v1::FILE_KIND_DISHONESTY:
      return ChineseName(record::v1::RECORD_KIND_DISHONESTY);
    case ingestion::v1::FILE_KIND_DEFAULTER:
      return ChineseName(record::v1::RECORD_KIND_DEFAULTER);
    default:
      return record::IsDeclared(kind)
                 ? ChineseName(static_cast<RecordKind>(kind))
                 : "其他";
  }
}

absl::StatusOr<std::string> KindArgument(const std::string& text) {
  if (!text.empty() && absl::string_view(text).find_first_not_of(kIdAlphabet) ==
                           absl::string_view::npos) {
    return text;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("“", text, "” 不是文件种类 is no kind of file"));
}

}  // namespace creditproof::tool
