// Which records a snapshot speaks of, and which of them stay though its rows
// lack them.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/members.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// What a snapshot is to a record of its source and kind.
enum class Fate {
  kNone,    // it stands not, or outside the scope
  kNew,     // the snapshot itself brought it
  kStays,   // listed, or kept by what else is known
  kLapses,  // surely lacked
};

absl::StatusOr<Fate> FateOf(const View& view,
                            const v1::StoredSnapshot& snapshot,
                            const Member& member);

}  // namespace creditproof::ingestion
