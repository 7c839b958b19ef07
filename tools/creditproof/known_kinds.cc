#include "tools/creditproof/known_kinds.h"

#include "creditproof/ingestion/v1/kind_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;
using ingestion::v1::KindService;
using record::v1::KindName;
using record::v1::RecordKind;

constexpr absl::Duration kPatience = absl::Seconds(20);

KindName NameOf(const record::v1::DeclaredKind& kind) {
  KindName name;
  name.set_kind(static_cast<RecordKind>(kind.number()));
  name.set_kind_id(kind.kind_id());
  name.set_display_name(kind.display_name());
  return name;
}

}  // namespace

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

}  // namespace creditproof::tool
