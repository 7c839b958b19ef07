// Snapshots that come as dropped files: the name says what they are.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::tool {

// The day and the number of rows in a name such as `list.20260630.18204.csv`;
// no number where it has none. Fails with INVALID_ARGUMENT (FILE_UNREADABLE)
// where it has no day.
absl::StatusOr<ingestion::v1::Snapshot> SnapshotOfName(
    absl::string_view file_name);

}  // namespace creditproof::tool
