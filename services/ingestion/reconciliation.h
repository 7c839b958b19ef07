// Comparing a source's own table with what stands here (对账).
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "libs/changelog/change_log.h"
#include "libs/crypto/signing.h"
#include "libs/kv/store.h"
#include "services/ingestion/mismatches.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// What is asked about: a source's table of one kind.
struct TableOf {
  Reconciler reconciler;
  v1::FileKind file_kind{};
  std::string prefix;  // of its rows' keys, see table_index.h
};

// The parts of `ranges` that differ from those of `table`. Memory is bounded by
// the answer. Fails with INVALID_ARGUMENT (INVALID_FIELD), also when more than
// 50,000 parts differ.
absl::StatusOr<v1::CompareRangesResponse> CompareRanges(
    const kv::Store& store, const TableOf& table,
    const v1::CompareRangesRequest& request);

// Rows of `table` by key, from the log. Fails with INVALID_ARGUMENT
// (INVALID_FIELD).
absl::StatusOr<v1::GetTableRowsResponse> ReadTableRows(
    const kv::Store& store, const changelog::ChangeLog& log,
    std::uint32_t partition_count, const TableOf& table,
    const v1::GetTableRowsRequest& request);

using DigestsByKey = std::map<std::string, std::string>;

// Both tables as they were compared, before anything is settled.
struct Scanned {
  v1::ReconciliationStatement statement;  // what they come to
  DigestsByKey open_rows;  // of the open mismatches; empty where none is here
};

// Checks that the differences are what tells the two tables apart. Fails with
// INVALID_ARGUMENT (INVALID_FIELD) or ABORTED (SOURCE_CHANGED).
absl::StatusOr<Scanned> ScanBoth(
    const kv::Store& store, const TableOf& table,
    const v1::ConcludeReconciliationRequest& request);

// Makes the differences the open mismatches of the source. A mismatch whose row
// has changed here since the scan stays open. Fails with INVALID_ARGUMENT
// (INVALID_FIELD).
absl::StatusOr<v1::ConcludeReconciliationResponse> Conclude(
    Scanned scanned, Writer& writer, const crypto::SigningKey& key,
    const TableOf& table, const v1::ConcludeReconciliationRequest& request);

}  // namespace creditproof::ingestion
