#include "services/ingestion/kind_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/intake/declared_kind.h"
#include "libs/rpc/page.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/index.h"
#include "services/ingestion/kinds.h"

namespace creditproof::ingestion {
namespace {

using record::v1::DeclaredKind;

constexpr absl::string_view kPageScope = "kinds";

// What is said of the kind by whoever declares it.
std::string Said(DeclaredKind kind) {
  kind.clear_number();
  kind.clear_version();
  return kind.SerializeAsString();
}

absl::Status CheckSame(const DeclaredKind& stored, const DeclaredKind& wanted) {
  if (Said(stored) == Said(wanted)) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kAlreadyExists, base::Reason::REASON_KIND_CONFLICT,
      absl::StrCat("the kind ", stored.kind_id(),
                   " has other content; to change it, update it"),
      {{"kind", stored.kind_id()}});
}

absl::Status CheckVersion(const DeclaredKind& stored,
                          const DeclaredKind& wanted) {
  if (wanted.version() == 0 || wanted.version() == stored.version()) {
    return absl::OkStatus();
  }
  return base::Error(
      absl::StatusCode::kAborted, base::Reason::REASON_KIND_CHANGED,
      absl::StrCat("the kind ", stored.kind_id(), " is at version ",
                   stored.version(), " by now; read it again"),
      {{"kind", stored.kind_id()}});
}

}  // namespace

KindServiceImpl::KindServiceImpl(const kv::Store& store, Writer& writer,
                                 audit::Trail& trail, const rpc::Gate& gate,
                                 base::Clock clock)
    : store_(store),
      writer_(writer),
      trail_(trail),
      gate_(gate),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* KindServiceImpl::DeclareKind(
    grpc::CallbackServerContext* context, const v1::DeclareKindRequest* request,
    Kind* response) {
  return gate_.ServeBlocking(
      "DeclareKind", context, request, response,
      [this](const auto& r, const auto& caller) { return Declare(r, caller); });
}

grpc::ServerUnaryReactor* KindServiceImpl::UpdateKind(
    grpc::CallbackServerContext* context, const v1::UpdateKindRequest* request,
    Kind* response) {
  return gate_.ServeBlocking(
      "UpdateKind", context, request, response,
      [this](const auto& r, const auto& caller) { return Update(r, caller); });
}

grpc::ServerUnaryReactor* KindServiceImpl::GetKind(
    grpc::CallbackServerContext* context, const v1::GetKindRequest* request,
    Kind* response) {
  return gate_.Serve("GetKind", context, request, response,
                     [this](const auto& r, const auto&) { return Get(r); });
}

grpc::ServerUnaryReactor* KindServiceImpl::ListKinds(
    grpc::CallbackServerContext* context, const v1::ListKindsRequest* request,
    v1::ListKindsResponse* response) {
  return gate_.ServeBlocking(
      "ListKinds", context, request, response,
      [this](const auto& r, const auto&) { return List(r); });
}

absl::StatusOr<DeclaredKind> KindServiceImpl::Declare(
    const v1::DeclareKindRequest& request, const rpc::Caller& caller) {
  const DeclaredKind& wanted = request.kind();
  RETURN_IF_ERROR(intake::CheckDeclaredKind(wanted));
  const auto decide = [&](Act& act) -> absl::Status {
    const absl::StatusOr<DeclaredKind> stored =
        FindKind(act.view(), wanted.kind_id());
    if (stored.ok()) return CheckSame(*stored, wanted);
    if (!absl::IsNotFound(stored.status())) return stored.status();
    return AddKind(wanted, caller.name(), act);
  };
  if (request.validate_only()) return Try(wanted.kind_id(), decide);
  return Do("DeclareKind", wanted.kind_id(), caller, decide);
}

absl::StatusOr<DeclaredKind> KindServiceImpl::Update(
    const v1::UpdateKindRequest& request, const rpc::Caller& caller) {
  const DeclaredKind& wanted = request.kind();
  RETURN_IF_ERROR(intake::CheckDeclaredKind(wanted));
  const auto decide = [&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(const DeclaredKind stored,
                     FindKind(act.view(), wanted.kind_id()));
    if (Said(stored) == Said(wanted)) return absl::OkStatus();
    RETURN_IF_ERROR(CheckVersion(stored, wanted));
    return ReviseKind(wanted, caller.name(), act);
  };
  if (request.validate_only()) return Try(wanted.kind_id(), decide);
  return Do("UpdateKind", wanted.kind_id(), caller, decide);
}

absl::StatusOr<DeclaredKind> KindServiceImpl::Try(const std::string& kind_id,
                                                  Decide decide) {
  DeclaredKind kind;
  Act act = writer_.NewAct();
  const auto look = [&](Act& imagined) -> absl::Status {
    RETURN_IF_ERROR(decide(imagined));
    ASSIGN_OR_RETURN(kind, FindKind(imagined.view(), kind_id));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(writer_.Imagine(act, look));
  return kind;
}

absl::StatusOr<DeclaredKind> KindServiceImpl::Do(absl::string_view method,
                                                 const std::string& kind_id,
                                                 const rpc::Caller& caller,
                                                 Decide decide) {
  const absl::Status done = writer_.Do(decide);
  const std::string client(caller.name());
  audit::v1::AuditEntry entry =
      AuditEntryOf({client, client, "ADMINISTRATOR"}, method, clock_());
  entry.set_purpose(absl::StrCat("declare the kind ", kind_id));
  entry.set_outcome(absl::StatusCodeToString(done.code()));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(std::move(entry))));
  RETURN_IF_ERROR(done);
  return FindKind(View(store_), kind_id);
}

absl::StatusOr<DeclaredKind> KindServiceImpl::Get(
    const v1::GetKindRequest& request) const {
  return FindKind(View(store_), request.kind_id());
}

absl::StatusOr<v1::ListKindsResponse> KindServiceImpl::List(
    const v1::ListKindsRequest& request) const {
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), kPageScope));
  ASSIGN_OR_RETURN(const std::vector<DeclaredKind> kinds,
                   AllDeclaredKinds(View(store_)));
  v1::ListKindsResponse response;
  for (const DeclaredKind& kind : kinds) {
    if (kind.kind_id() <= page.after) continue;
    const auto taken = static_cast<std::size_t>(response.kinds_size());
    if (taken == page.size) {
      response.set_next_page_token(
          rpc::PageToken(response.kinds().rbegin()->kind_id(), kPageScope));
      break;
    }
    *response.add_kinds() = kind;
  }
  return response;
}

}  // namespace creditproof::ingestion
