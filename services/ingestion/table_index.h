// Each source's table as it stands here, by key: what reconciliation compares.
// Part of the index (index.h), and like it a function of the log.
#pragma once

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/kv/store.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout in family `index`:
//   "y" || source id || 0 || kind (1 byte) || key (40)
//       -> comparable digest (32) || credit code (18)
// The kind is that of the record, 0 for registrations; keys as in
// libs/reconcile/table_key.h.

// A row of such a table.
struct TableValue {
  std::string sha256;
  std::string credit_code;
};

// Sets down where `record`, whose state and `sha256` are in `indexed`, belongs;
// and has its row put, moved or taken out. `comparable` is its digest.
void PutInTable(const record::v1::Record& record, absl::string_view comparable,
                v1::IndexedRecord& indexed, View& view);

// Takes its row out or puts it back, as its state now is.
void FollowState(absl::string_view record_id, absl::string_view credit_code,
                 const v1::IndexedRecord& indexed, View& view);

// Has the row of a registration put into the tables of all who gave one for
// this subject: what the platform holds is the same for all of them.
void PutInTables(absl::string_view credit_code, absl::string_view comparable,
                 const v1::IndexedSubject& subject, View& view);

// Whether it stands in the table of `source_id`.
bool IsRegisteredBy(const v1::IndexedSubject& subject,
                    absl::string_view source_id);

// How the keys of a table begin.
std::string TablePrefix(absl::string_view source_id, int record_kind);

absl::StatusOr<std::optional<TableValue>> FindTableRow(
    const View& view, absl::string_view table_prefix, absl::string_view key);

// Visits the rows whose keys begin with `key_prefix`, ascending, until `visit`
// says false. The digest is good during the visit only.
absl::Status ScanTable(
    const kv::Store& store, absl::string_view table_prefix,
    absl::string_view key_prefix,
    absl::FunctionRef<bool(absl::string_view key, absl::string_view sha256)>
        visit);

}  // namespace creditproof::ingestion
