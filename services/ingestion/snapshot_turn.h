// A snapshot from its header to the end of its sweep.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/sweep.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Checks what a header says of a snapshot and puts its regions and areas in
// order. Fails with INVALID_ARGUMENT (INVALID_FIELD).
absl::Status CheckSnapshot(absl::CivilDay today, v1::Snapshot& snapshot);

// The snapshot of a delivery as it stands; a new one takes its turn first.
// Fails with FAILED_PRECONDITION (SNAPSHOT_OUTDATED).
absl::StatusOr<v1::StoredSnapshot> TakeTurn(const Origin& origin,
                                            const v1::Snapshot& header,
                                            Act& act);

// What is to become of the records that `snapshot` lacks, `count` of which
// would lapse. `announced`: somebody said how many rows it has.
void DecideSweep(const SweepCount& count, bool announced,
                 const SweepLimits& limits, v1::StoredSnapshot& snapshot);

// Lets more records lapse if `snapshot` is SWEEPING. Fails with
// FAILED_PRECONDITION (SNAPSHOT_OUTDATED).
absl::Status ContinueSweep(std::size_t records, v1::StoredSnapshot& snapshot,
                           Act& act);

// Goes on with every sweep that was cut off, until it is done or displaced.
absl::Status ResumeSweeps(
    const kv::Store& store, Writer& writer,
    std::size_t records_per_act = SweepLimits().records_per_act);

// Lets all lapse that a withheld snapshot lacks, however many acts it takes, or
// keeps it for good. Fails with NOT_FOUND (DELIVERY_NOT_FOUND),
// FAILED_PRECONDITION (WRONG_STATE; SNAPSHOT_OUTDATED).
absl::Status ConfirmSnapshot(
    absl::string_view source_id, absl::string_view delivery_id,
    absl::string_view client, absl::string_view ground, Writer& writer,
    std::size_t records_per_act = SweepLimits().records_per_act);
absl::Status RejectSnapshot(absl::string_view source_id,
                            absl::string_view delivery_id, Writer& writer);

}  // namespace creditproof::ingestion
