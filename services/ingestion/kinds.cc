#include "services/ingestion/kinds.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/intake/declared_kind.h"
#include "libs/record/catalogue.h"
#include "libs/record/declared_number.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::DeclaredKind;

// What the platform itself decided.
constexpr char kIngestion[] = "ingestion";

absl::Status Append(DeclaredKind kind, absl::string_view client, Act& act) {
  const std::string id =
      DerivedId({"kind", kind.kind_id(), absl::StrCat(kind.version())});
  changelog::v1::Change change;
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(kIngestion);
  provenance.set_client(std::string(client));
  *provenance.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  *change.mutable_kind_declared()->mutable_kind() = std::move(kind);
  return act.AppendToAll(change, id);
}

absl::StatusOr<int> NextNumber(const DeclaredKind& kind, const View& view) {
  ASSIGN_OR_RETURN(const std::vector<DeclaredKind> kinds,
                   AllDeclaredKinds(view));
  int next = record::kFirstDeclaredNumber;
  for (const DeclaredKind& known : kinds) {
    next = std::max(next, known.number() + 1);
  }
  if (record::IsDeclared(next)) return next;
  return base::Error(absl::StatusCode::kResourceExhausted,
                     base::Reason::REASON_KINDS_EXHAUSTED,
                     "every number for declared kinds is given",
                     {{"kind", kind.kind_id()}});
}

}  // namespace

absl::StatusOr<DeclaredKind> FindKind(const View& view,
                                      absl::string_view kind_id) {
  ASSIGN_OR_RETURN(std::optional<DeclaredKind> kind,
                   FindDeclaredKind(view, kind_id));
  if (kind.has_value()) return *std::move(kind);
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_KIND_NOT_FOUND,
                     absl::StrCat("no declared kind has the id ", kind_id),
                     {{"kind", kind_id}});
}

absl::Status AddKind(DeclaredKind kind, absl::string_view client, Act& act) {
  ASSIGN_OR_RETURN(const int number, NextNumber(kind, act.view()));
  kind.set_number(number);
  kind.set_version(1);
  return Append(std::move(kind), client, act);
}

absl::Status ReviseKind(DeclaredKind kind, absl::string_view client, Act& act) {
  ASSIGN_OR_RETURN(const DeclaredKind before,
                   FindKind(act.view(), kind.kind_id()));
  RETURN_IF_ERROR(intake::CheckRevision(before, kind));
  kind.set_number(before.number());
  kind.set_version(before.version() + 1);
  return Append(std::move(kind), client, act);
}

absl::StatusOr<bool> IsFileKind(const View& view, int kind) {
  if (v1::FileKind_IsValid(kind)) return true;
  ASSIGN_OR_RETURN(const std::vector<DeclaredKind> kinds,
                   AllDeclaredKinds(view));
  return std::any_of(
      kinds.begin(), kinds.end(),
      [&](const DeclaredKind& known) { return known.number() == kind; });
}

absl::StatusOr<std::vector<DeclaredKind>> DeclaredFor(
    const View& view, const changelog::v1::SourceState& source,
    v1::FileKind asked) {
  ASSIGN_OR_RETURN(std::vector<DeclaredKind> kinds, AllDeclaredKinds(view));
  const auto is_other = [&](const DeclaredKind& kind) {
    const auto number = static_cast<v1::FileKind>(kind.number());
    return asked == v1::FILE_KIND_UNSPECIFIED ? !MayDeliver(source, number)
                                              : asked != number;
  };
  kinds.erase(std::remove_if(kinds.begin(), kinds.end(), is_other),
              kinds.end());
  return kinds;
}

absl::StatusOr<std::string> KindText(const View& view,
                                     record::v1::RecordKind kind) {
  if (!record::IsDeclared(kind)) return std::string(record::ChineseName(kind));
  ASSIGN_OR_RETURN(const std::vector<DeclaredKind> kinds,
                   AllDeclaredKinds(view));
  const auto known =
      std::find_if(kinds.begin(), kinds.end(),
                   [&](const DeclaredKind& k) { return k.number() == kind; });
  return known == kinds.end() ? std::string() : known->display_name();
}

}  // namespace creditproof::ingestion
