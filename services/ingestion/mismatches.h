// The open mismatches between the tables of sources and the platform.
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// Layout in family `index`: "m" || source id || 0 || mismatch id (32)
// -> IndexedMismatch. A function of the log, written by ApplyToIndex.
absl::Status OpenInIndex(const changelog::v1::Change& change, View& view);
absl::Status CloseInIndex(const changelog::v1::Change& change, View& view);

// Whose table is compared, and by whom.
struct Reconciler {
  std::string source_id;
  record::v1::RecordKind record_kind{};  // unspecified for registrations
  std::string client;
};

// 32 hex digits from source, kind and the key of the row.
std::string MismatchId(const Reconciler& reconciler, absl::string_view key);

struct Settled {
  int opened = 0;
  int closed = 0;
};

// Appends what makes the mismatches of `reconciler` exactly those of
// `standing`: credit codes by mismatch id.
absl::StatusOr<Settled> SettleMismatches(
    const Reconciler& reconciler,
    const std::map<std::string, std::string>& standing, Act& act);

}  // namespace creditproof::ingestion
