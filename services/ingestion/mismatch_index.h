// The mismatches between the tables of sources and the platform. Part of the
// index (index.h), and like it a function of the log.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout in family `index`:
//   "m" || source id || 0 || mismatch id (32)  -> IndexedMismatch
//   "n" || source id || 0 || kind || 0 || key of the row (40) -> mismatch id
// The latter while it is open; the kind is that of the record in decimal
// digits, 0 for registrations.
absl::Status OpenInIndex(const changelog::v1::Change& change, View& view);
absl::Status CloseInIndex(const changelog::v1::Change& change, View& view);

// Nothing when the source never had such a mismatch.
absl::StatusOr<std::optional<v1::IndexedMismatch>> FindMismatch(
    const View& view, absl::string_view source_id,
    absl::string_view mismatch_id);

// What the keys of a source's open mismatches start with: of all, for listing,
// or of one kind, the key of the row coming behind.
std::string OpenMismatchesOf(absl::string_view source_id);
std::string OpenMismatchesOf(absl::string_view source_id,
                             record::v1::RecordKind kind);

}  // namespace creditproof::ingestion
