#include <string>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/both_tables.h"
#include "services/ingestion/check_differences.h"
#include "services/ingestion/families.h"
#include "services/ingestion/mismatch_index.h"
#include "services/ingestion/reconciliation.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

absl::Status Changed(const TableOf& table) {
  return base::Error(
      absl::StatusCode::kAborted, base::Reason::REASON_SOURCE_CHANGED,
      "the differences are not what tells the tables apart: compare again",
      {{"source", table.reconciler.source_id}});
}

// The rows of the mismatches that stand open, not compared yet.
absl::StatusOr<DigestsByKey> OpenRows(const TableOf& table,
                                      const kv::Store& store) {
  const std::string prefix = OpenMismatchesOf(table.reconciler.source_id,
                                              table.reconciler.record_kind);
  DigestsByKey open;
  RETURN_IF_ERROR(store.Scan(kIndex, prefix, "",
                             [&](absl::string_view key, absl::string_view) {
                               open.emplace(key.substr(prefix.size()), "");
                               return true;
                             }));
  return open;
}

}  // namespace

absl::StatusOr<Scanned> ScanBoth(
    const kv::Store& store, const TableOf& table,
    const v1::ConcludeReconciliationRequest& request) {
  RETURN_IF_ERROR(CheckConclusion(request));
  Scanned scanned;
  ASSIGN_OR_RETURN(scanned.open_rows, OpenRows(table, store));
  BothTables both(request.differences());
  RETURN_IF_ERROR(
      ScanTable(store, table.prefix, "",
                [&](absl::string_view key, absl::string_view sha256) {
                  both.Meet(key, sha256);
                  const auto open = scanned.open_rows.find(std::string(key));
                  if (open == scanned.open_rows.end()) return true;
                  open->second = std::string(sha256);
                  return true;
                }));
  both.Describe(scanned.statement);
  // Either the platform has changed since it was compared, or nobody compared.
  if (both.all_differ() &&
      scanned.statement.source_sha256() == request.table_sha256()) {
    return scanned;
  }
  return Changed(table);
}

}  // namespace creditproof::ingestion
