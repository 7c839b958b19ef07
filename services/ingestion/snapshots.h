// What is kept of snapshots: whose turn it is, which records they list, and how
// far each has come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/kv/store.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout of family `snapshots`:
//   "c" || ScopeKey (16)                        -> SnapshotClaim
//   "s" || DeliveryKey (16)                     -> StoredSnapshot
//   "d" || ScopeKey (16) || DecisionKey (8)     -> DeliveryKey (16), of the
//   last
//                                                  snapshot of the scope in
//                                                  which bad rows may be about
//                                                  it
//   "l" || record id (32) || ScopeKey (0 or 16) -> Listing, the last of a
//                                                  snapshot of the scope; or of
//                                                  another delivery
// Each is written over by the next that says the same; listings go when their
// record lapses.
std::string ScopeKey(const v1::StoredSnapshot& snapshot);
std::string DeliveryKey(const v1::StoredSnapshot& snapshot);

absl::StatusOr<std::optional<v1::StoredSnapshot>> FindSnapshot(
    const View& view, absl::string_view source_id,
    absl::string_view delivery_id);
absl::StatusOr<std::optional<v1::StoredSnapshot>> FindSnapshot(
    const View& view, absl::string_view delivery_key);
// Those in whose sweep something is left.
absl::StatusOr<std::vector<v1::StoredSnapshot>> SweepingSnapshots(
    const kv::Store& store);
void PutSnapshot(const v1::StoredSnapshot& snapshot, View& view);

// Takes the turn in the scope for a snapshot that begins. A later day displaces
// an earlier one, and of two of the same day the one that begins last displaces
// the other. Fails with FAILED_PRECONDITION (SNAPSHOT_OUTDATED).
absl::Status Claim(const v1::StoredSnapshot& snapshot, View& view);

// Fails likewise when the turn is another's.
absl::Status CheckClaim(const v1::StoredSnapshot& snapshot, const View& view);

// The last snapshot of a scope that began, if any.
absl::StatusOr<std::optional<v1::StoredSnapshot>> LatestOfScope(
    const v1::StoredSnapshot& of_scope, const View& view);

// That the record stands, as of `listing`; an earlier day displaces no later
// one.
absl::Status PutListing(absl::string_view record_id, const v1::Listing& listing,
                        View& view);
// Empty `scope`: of deliveries that are no snapshots.
absl::StatusOr<std::optional<v1::Listing>> FindListing(
    const View& view, absl::string_view record_id, absl::string_view scope);
absl::StatusOr<std::vector<v1::Listing>> ListingsOf(
    const View& view, absl::string_view record_id);
absl::Status DeleteListings(absl::string_view record_id, View& view);

// That bad rows may be about this decision: its records stay.
void KeepDecision(const v1::StoredSnapshot& snapshot,
                  absl::string_view decision_key, View& view);
absl::StatusOr<bool> KeepsDecision(const v1::StoredSnapshot& snapshot,
                                   absl::string_view decision_key,
                                   const View& view);

}  // namespace creditproof::ingestion
