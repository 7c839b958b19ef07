// The records that a snapshot lacks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// The bounds of a sweep.
struct SweepLimits {
  // Of the records that stood before, so large a share may lapse unasked;
  double largest_share = 0.1;
  // and so few whatever their share.
  std::int64_t few_records = 1;
  // Looked at.
  std::size_t records_per_act = 2000;
};

// How many records of a snapshot's scope stood before it and, listed or not,
// stand still; and how many of them would lapse.
struct SweepCount {
  std::int64_t standing = 0;
  std::int64_t lapsing = 0;
};

// Reads the whole scope; memory does not grow with it. `view` shows what the
// snapshot lists.
absl::StatusOr<SweepCount> CountSweep(const View& view,
                                      const v1::StoredSnapshot& snapshot);

// Looks at the next `records`, lets lapse those that the snapshot lacks, and
// notes in `snapshot` how far it has come: SWEPT after the last.
absl::Status SweepSome(std::size_t records, v1::StoredSnapshot& snapshot,
                       Act& act);

}  // namespace creditproof::ingestion
