#include "services/ingestion/mismatches.h"

#include <google/protobuf/util/time_util.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using google::protobuf::util::TimeUtil;

std::string Prefix(absl::string_view source_id) {
  std::string prefix = absl::StrCat("m", source_id);
  prefix.push_back('\0');
  return prefix;
}

absl::StatusOr<v1::IndexedMismatch> Find(const View& view,
                                         const std::string& key) {
  ASSIGN_OR_RETURN(const auto bytes, view.Get(kIndex, key));
  v1::IndexedMismatch mismatch;
  if (!bytes.has_value() || mismatch.ParseFromString(*bytes)) return mismatch;
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "a mismatch cannot be read", {{"key", key}});
}

absl::Status Append(const Reconciler& reconciler, const std::string& code,
                    Change change, std::string id, Act& act) {
  change.set_credit_code(code);
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(reconciler.source_id);
  provenance.set_client(reconciler.client);
  provenance.set_actor(reconciler.client);
  provenance.set_ground("SOURCE");
  *provenance.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  return act.Append(change, std::move(id));
}

// The same for one opening however often it is tried; another for the next.
std::string AppendId(absl::string_view what, absl::string_view mismatch_id,
                     std::uint64_t opening) {
  return DerivedId({what, mismatch_id, absl::StrCat(opening)});
}

absl::Status Open(const Reconciler& reconciler, const std::string& id,
                  const std::string& code, std::uint64_t opening, Act& act) {
  Change change;
  changelog::v1::MismatchOpened& opened = *change.mutable_mismatch_opened();
  opened.set_mismatch_id(id);
  opened.set_source_id(reconciler.source_id);
  opened.set_record_kind(reconciler.record_kind);
  return Append(reconciler, code, std::move(change),
                AppendId("mismatch opened", id, opening), act);
}

absl::Status Close(const Reconciler& reconciler, const std::string& id,
                   const v1::IndexedMismatch& mismatch, Act& act) {
  Change change;
  change.mutable_mismatch_closed()->set_mismatch_id(id);
  return Append(reconciler, mismatch.credit_code(), std::move(change),
                AppendId("mismatch closed", id, mismatch.openings()), act);
}

}  // namespace

absl::Status OpenInIndex(const Change& change, View& view) {
  const changelog::v1::MismatchOpened& opened = change.mismatch_opened();
  const std::string key =
      absl::StrCat(Prefix(opened.source_id()), opened.mismatch_id());
  ASSIGN_OR_RETURN(v1::IndexedMismatch mismatch, Find(view, key));
  mismatch.set_credit_code(change.credit_code());
  mismatch.set_record_kind(opened.record_kind());
  mismatch.set_open(true);
  mismatch.set_openings(mismatch.openings() + 1);
  view.Put(kIndex, key, mismatch.SerializeAsString());
  return absl::OkStatus();
}

absl::Status CloseInIndex(const Change& change, View& view) {
  const std::string key = absl::StrCat(Prefix(change.provenance().source_id()),
                                       change.mismatch_closed().mismatch_id());
  ASSIGN_OR_RETURN(v1::IndexedMismatch mismatch, Find(view, key));
  mismatch.set_open(false);
  view.Put(kIndex, key, mismatch.SerializeAsString());
  return absl::OkStatus();
}

std::string MismatchId(const Reconciler& reconciler, absl::string_view key) {
  return DerivedId({"mismatch", reconciler.source_id,
                    absl::StrCat(reconciler.record_kind), key});
}

absl::StatusOr<Settled> SettleMismatches(
    const Reconciler& reconciler,
    const std::map<std::string, std::string>& standing, Act& act) {
  Settled settled;
  const std::string prefix = Prefix(reconciler.source_id);
  ASSIGN_OR_RETURN(const std::vector<std::string> known,
                   act.view().Suffixes(kIndex, prefix));
  for (const std::string& id : known) {
    ASSIGN_OR_RETURN(const v1::IndexedMismatch mismatch,
                     Find(act.view(), absl::StrCat(prefix, id)));
    if (!mismatch.open() || mismatch.record_kind() != reconciler.record_kind ||
        standing.count(id) > 0) {
      continue;
    }
    RETURN_IF_ERROR(Close(reconciler, id, mismatch, act));
    ++settled.closed;
  }
  for (const auto& [id, code] : standing) {
    ASSIGN_OR_RETURN(const v1::IndexedMismatch mismatch,
                     Find(act.view(), absl::StrCat(prefix, id)));
    if (mismatch.open()) continue;
    RETURN_IF_ERROR(Open(reconciler, id, code, mismatch.openings() + 1, act));
    ++settled.opened;
  }
  return settled;
}

}  // namespace creditproof::ingestion
