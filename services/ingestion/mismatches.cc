#include "services/ingestion/mismatches.h"

#include <google/protobuf/util/time_util.h>

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/mismatch_index.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using google::protobuf::util::TimeUtil;

// 32 hex digits: one mismatch a row, however often it opens.
std::string MismatchId(const Reconciler& reconciler, absl::string_view key) {
  return DerivedId({"mismatch", reconciler.source_id,
                    absl::StrCat(reconciler.record_kind), key});
}

// The same for one opening however often it is tried; another for the next.
std::string AppendId(absl::string_view what, absl::string_view mismatch_id,
                     std::uint64_t opening) {
  return DerivedId({what, mismatch_id, absl::StrCat(opening)});
}

absl::Status Append(absl::string_view source_id, const Acting& acting,
                    const std::string& code, Change change, std::string id,
                    Act& act) {
  change.set_credit_code(code);
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(std::string(source_id));
  provenance.set_client(acting.client);
  provenance.set_actor(acting.actor);
  provenance.set_ground(acting.ground);
  *provenance.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  return act.Append(change, std::move(id));
}

Acting ActingOf(const Reconciler& reconciler) {
  return {reconciler.client, reconciler.client, "SOURCE"};
}

absl::Status Open(const Reconciler& reconciler, const std::string& key,
                  const std::string& code, std::uint64_t opening, Act& act) {
  const std::string id = MismatchId(reconciler, key);
  Change change;
  changelog::v1::MismatchOpened& opened = *change.mutable_mismatch_opened();
  opened.set_mismatch_id(id);
  opened.set_source_id(reconciler.source_id);
  opened.set_record_kind(reconciler.record_kind);
  opened.set_row_key(key);
  return Append(reconciler.source_id, ActingOf(reconciler), code,
                std::move(change), AppendId("mismatch opened", id, opening),
                act);
}

absl::Status Close(const SourceItem& item, const v1::IndexedMismatch& mismatch,
                   const std::string& reason, const Acting& acting, Act& act) {
  Change change;
  change.mutable_mismatch_closed()->set_mismatch_id(item.id);
  change.mutable_mismatch_closed()->set_reason(reason);
  return Append(item.source_id, acting, mismatch.credit_code(),
                std::move(change),
                AppendId("mismatch closed", item.id, mismatch.openings()), act);
}

}  // namespace

absl::StatusOr<Settled> SettleMismatches(
    const Reconciler& reconciler,
    const std::map<std::string, std::string>& standing,
    const std::set<std::string>& compared, Act& act) {
  const auto find = [&](const std::string& key) {
    return FindMismatch(act.view(), reconciler.source_id,
                        MismatchId(reconciler, key));
  };
  Settled settled;
  for (const std::string& key : compared) {
    if (standing.count(key) > 0) continue;
    ASSIGN_OR_RETURN(const auto mismatch, find(key));
    if (!mismatch.has_value() || !mismatch->open()) continue;
    RETURN_IF_ERROR(Close({reconciler.source_id, MismatchId(reconciler, key)},
                          *mismatch, "", ActingOf(reconciler), act));
    ++settled.closed;
  }
  for (const auto& [key, code] : standing) {
    ASSIGN_OR_RETURN(const auto mismatch, find(key));
    if (mismatch.has_value() && mismatch->open()) continue;
    const std::uint64_t openings =
        mismatch.has_value() ? mismatch->openings() : 0;
    RETURN_IF_ERROR(Open(reconciler, key, code, openings + 1, act));
    ++settled.opened;
  }
  return settled;
}

absl::StatusOr<v1::IndexedMismatch> DismissMismatch(const SourceItem& item,
                                                    const std::string& reason,
                                                    const Acting& acting,
                                                    Act& act) {
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedMismatch> mismatch,
                   FindMismatch(act.view(), item.source_id, item.id));
  if (!mismatch.has_value()) {
    return base::InvalidField("name", "names no mismatch that ever was");
  }
  if (mismatch->open()) {
    RETURN_IF_ERROR(Close(item, *mismatch, reason, acting, act));
  }
  return *mismatch;
}

}  // namespace creditproof::ingestion
