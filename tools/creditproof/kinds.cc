#include "tools/creditproof/kinds.h"

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/kind_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/record/declared_number.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;
using ingestion::v1::KindService;
using record::v1::KindName;
using record::v1::RecordKind;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr absl::string_view kIdAlphabet =
    "abcdefghijklmnopqrstuvwxyz0123456789-";

KindName NameOf(const record::v1::DeclaredKind& kind) {
  KindName name;
  name.set_kind(static_cast<RecordKind>(kind.number()));
  name.set_kind_id(kind.kind_id());
  name.set_display_name(kind.display_name());
  return name;
}

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

Kinds KnownKinds(const Connection& connection) {
  Kinds kinds;
  ingestion::v1::ListKindsRequest request;
  do {
    const auto page = connection.ingestion().Call(
        kWholePartition, &KindService::Stub::ListKinds, request,
        absl::Now() + kPatience);
    if (!page.ok()) return kinds;
    for (const record::v1::DeclaredKind& kind : page->kinds()) {
      kinds.Add(NameOf(kind));
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return kinds;
}

absl::StatusOr<FileKind> FileKindNamed(const Connection& connection,
                                       const std::string& id) {
  if (id.empty()) return ingestion::v1::FILE_KIND_UNSPECIFIED;
  const auto built_in = FileKindNames().find(id);
  if (built_in != FileKindNames().end()) return built_in->second;
  ingestion::v1::GetKindRequest request;
  request.set_kind_id(id);
  ASSIGN_OR_RETURN(
      const record::v1::DeclaredKind kind,
      connection.ingestion().Call(kWholePartition, &KindService::Stub::GetKind,
                                  request, absl::Now() + kPatience));
  return static_cast<FileKind>(kind.number());
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
