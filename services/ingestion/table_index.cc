#include "services/ingestion/table_index.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/reconcile/table_key.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

using record::v1::RecordState;

bool Counts(RecordState::Kind state) {
  return state == RecordState::KIND_EFFECTIVE ||
         state == RecordState::KIND_REPAIRED;
}

std::string KeyOf(absl::string_view record_id,
                  const v1::IndexedRecord& indexed) {
  return absl::StrCat(TablePrefix(indexed.source_id(), indexed.record_kind()),
                      reconcile::RecordKey(indexed.decision_date(), record_id));
}

}  // namespace

std::string TablePrefix(absl::string_view source_id, int record_kind) {
  std::string prefix = absl::StrCat("y", source_id);
  prefix.push_back('\0');
  prefix.push_back(static_cast<char>(record_kind));
  return prefix;
}

void PutInTable(const record::v1::Record& record, absl::string_view comparable,
                v1::IndexedRecord& indexed, View& view) {
  const bool moves = !indexed.source_id().empty() &&
                     indexed.decision_date() != record.decision_date();
  if (moves) view.Delete(kIndex, KeyOf(record.record_id(), indexed));
  indexed.set_source_id(record.source_id());
  indexed.set_record_kind(record.kind());
  indexed.set_decision_date(record.decision_date());
  if (comparable == indexed.sha256()) {
    indexed.clear_comparable_sha256();
  } else {
    indexed.set_comparable_sha256(std::string(comparable));
  }
  FollowState(record.record_id(), record.credit_code(), indexed, view);
}

void FollowState(absl::string_view record_id, absl::string_view credit_code,
                 const v1::IndexedRecord& indexed, View& view) {
  const std::string key = KeyOf(record_id, indexed);
  if (!Counts(indexed.state())) return view.Delete(kIndex, key);
  const std::string& sha256 = indexed.comparable_sha256().empty()
                                  ? indexed.sha256()
                                  : indexed.comparable_sha256();
  view.Put(kIndex, key, absl::StrCat(sha256, credit_code));
}

void PutInTables(absl::string_view credit_code, absl::string_view comparable,
                 const v1::IndexedSubject& subject, View& view) {
  const std::string key = reconcile::RegistrationKey(credit_code);
  const std::string value = absl::StrCat(comparable, credit_code);
  const auto put = [&](absl::string_view source_id) {
    view.Put(kIndex, absl::StrCat(TablePrefix(source_id, 0), key), value);
  };
  put(subject.source_id());
  for (const std::string& other : subject.other_source_ids()) put(other);
}

bool IsRegisteredBy(const v1::IndexedSubject& subject,
                    absl::string_view source_id) {
  const auto& others = subject.other_source_ids();
  return subject.source_id() == source_id ||
         std::find(others.begin(), others.end(), source_id) != others.end();
}

absl::StatusOr<std::optional<TableValue>> FindTableRow(
    const View& view, absl::string_view table_prefix, absl::string_view key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> value,
                   view.Get(kIndex, absl::StrCat(table_prefix, key)));
  if (!value.has_value()) return std::optional<TableValue>();
  if (value->size() < crypto::kSha256Bytes) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       "a row of a table cannot be read", {{"key", key}});
  }
  return std::optional<TableValue>({value->substr(0, crypto::kSha256Bytes),
                                    value->substr(crypto::kSha256Bytes)});
}

absl::Status ScanTable(
    const kv::Store& store, absl::string_view table_prefix,
    absl::string_view key_prefix,
    absl::FunctionRef<bool(absl::string_view key, absl::string_view sha256)>
        visit) {
  return store.Scan(kIndex, absl::StrCat(table_prefix, key_prefix), "",
                    [&](absl::string_view key, absl::string_view value) {
                      return visit(key.substr(table_prefix.size()),
                                   value.substr(0, crypto::kSha256Bytes));
                    });
}

}  // namespace creditproof::ingestion
