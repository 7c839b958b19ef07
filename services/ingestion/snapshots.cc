#include "services/ingestion/snapshots.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ledger.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kKeyBytes = 16;

std::string KeyOf(absl::string_view source_id, absl::string_view delivery_id) {
  return LedgerPage(source_id, delivery_id).key().substr(0, kKeyBytes);
}
std::string StateKey(absl::string_view delivery_key) {
  return absl::StrCat("s", delivery_key);
}
std::string ClaimKey(const v1::StoredSnapshot& snapshot) {
  return absl::StrCat("c", ScopeKey(snapshot));
}
std::string ListingPrefix(absl::string_view record_id) {
  return absl::StrCat("l", record_id);
}
std::string DecisionMark(const v1::StoredSnapshot& snapshot,
                         absl::string_view decision_key) {
  return absl::StrCat("d", ScopeKey(snapshot), decision_key);
}

template <typename Message>
absl::StatusOr<std::optional<Message>> Find(const View& view,
                                            const std::string& key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kSnapshots, key));
  if (!bytes.has_value()) return std::optional<Message>();
  Message message;
  if (message.ParseFromString(*bytes)) {
    return std::optional<Message>(std::move(message));
  }
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "an entry of a snapshot cannot be read",
                     {{"key", absl::BytesToHexString(key)}});
}

absl::Status Outdated(const v1::SnapshotClaim& claim) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      base::Reason::REASON_SNAPSHOT_OUTDATED,
      absl::StrCat("本范围已有", claim.as_of_date(),
                   "的快照，更早的快照不再受理；同一天的以最后开始报送的为准"),
      {{"as_of_date", claim.as_of_date()}});
}

}  // namespace

std::string ScopeKey(const v1::StoredSnapshot& snapshot) {
  return crypto::Sha256(
             absl::StrCat(snapshot.source_id(), "\n",
                          static_cast<int>(snapshot.record_kind()), "\n",
                          absl::StrJoin(snapshot.regions(), ","), "\n",
                          absl::StrJoin(snapshot.areas(), ",")))
      .substr(0, kKeyBytes);
}

std::string DeliveryKey(const v1::StoredSnapshot& snapshot) {
  return KeyOf(snapshot.source_id(), snapshot.delivery_id());
}

absl::StatusOr<std::optional<v1::StoredSnapshot>> FindSnapshot(
    const View& view, absl::string_view source_id,
    absl::string_view delivery_id) {
  return FindSnapshot(view, KeyOf(source_id, delivery_id));
}

absl::StatusOr<std::optional<v1::StoredSnapshot>> FindSnapshot(
    const View& view, absl::string_view delivery_key) {
  return Find<v1::StoredSnapshot>(view, StateKey(delivery_key));
}

absl::StatusOr<std::vector<v1::StoredSnapshot>> SweepingSnapshots(
    const kv::Store& store) {
  std::vector<v1::StoredSnapshot> sweeping;
  RETURN_IF_ERROR(
      store.Scan(kSnapshots, StateKey(""), "",
                 [&](absl::string_view, absl::string_view value) {
                   v1::StoredSnapshot snapshot;
                   if (snapshot.ParseFromArray(
                           value.data(), static_cast<int>(value.size())) &&
                       snapshot.state() == v1::Delivery::SWEEP_STATE_SWEEPING) {
                     sweeping.push_back(std::move(snapshot));
                   }
                   return true;
                 }));
  return sweeping;
}

void PutSnapshot(const v1::StoredSnapshot& snapshot, View& view) {
  view.Put(kSnapshots, StateKey(DeliveryKey(snapshot)),
           snapshot.SerializeAsString());
}

absl::Status Claim(const v1::StoredSnapshot& snapshot, View& view) {
  ASSIGN_OR_RETURN(const auto claim,
                   Find<v1::SnapshotClaim>(view, ClaimKey(snapshot)));
  if (claim.has_value() && claim->as_of_date() > snapshot.as_of_date()) {
    return Outdated(*claim);
  }
  v1::SnapshotClaim mine;
  mine.set_delivery_id(snapshot.delivery_id());
  mine.set_as_of_date(snapshot.as_of_date());
  view.Put(kSnapshots, ClaimKey(snapshot), mine.SerializeAsString());
  return absl::OkStatus();
}

absl::Status CheckClaim(const v1::StoredSnapshot& snapshot, const View& view) {
  ASSIGN_OR_RETURN(const auto claim,
                   Find<v1::SnapshotClaim>(view, ClaimKey(snapshot)));
  if (claim.has_value() && claim->delivery_id() == snapshot.delivery_id()) {
    return absl::OkStatus();
  }
  return Outdated(claim.value_or(v1::SnapshotClaim()));
}

absl::StatusOr<std::optional<v1::StoredSnapshot>> LatestOfScope(
    const v1::StoredSnapshot& of_scope, const View& view) {
  ASSIGN_OR_RETURN(const auto claim,
                   Find<v1::SnapshotClaim>(view, ClaimKey(of_scope)));
  if (!claim.has_value()) return std::optional<v1::StoredSnapshot>();
  return FindSnapshot(view, of_scope.source_id(), claim->delivery_id());
}

absl::Status PutListing(absl::string_view record_id, const v1::Listing& listing,
                        View& view) {
  ASSIGN_OR_RETURN(const std::optional<v1::Listing> before,
                   FindListing(view, record_id, listing.scope()));
  if (before.has_value() && before->as_of_date() > listing.as_of_date()) {
    return absl::OkStatus();
  }
  view.Put(kSnapshots, ListingPrefix(record_id) + listing.scope(),
           listing.SerializeAsString());
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::Listing>> FindListing(
    const View& view, absl::string_view record_id, absl::string_view scope) {
  return Find<v1::Listing>(view, absl::StrCat(ListingPrefix(record_id), scope));
}

absl::StatusOr<std::vector<v1::Listing>> ListingsOf(
    const View& view, absl::string_view record_id) {
  ASSIGN_OR_RETURN(const std::vector<std::string> scopes,
                   view.Suffixes(kSnapshots, ListingPrefix(record_id)));
  std::vector<v1::Listing> listings;
  for (const std::string& scope : scopes) {
    ASSIGN_OR_RETURN(auto listing, FindListing(view, record_id, scope));
    if (listing.has_value()) listings.push_back(*std::move(listing));
  }
  return listings;
}

absl::Status DeleteListings(absl::string_view record_id, View& view) {
  const std::string prefix = ListingPrefix(record_id);
  ASSIGN_OR_RETURN(const std::vector<std::string> scopes,
                   view.Suffixes(kSnapshots, prefix));
  for (const std::string& scope : scopes) {
    view.Delete(kSnapshots, prefix + scope);
  }
  return absl::OkStatus();
}

void KeepDecision(const v1::StoredSnapshot& snapshot,
                  absl::string_view decision_key, View& view) {
  view.Put(kSnapshots, DecisionMark(snapshot, decision_key),
           DeliveryKey(snapshot));
}

absl::StatusOr<bool> KeepsDecision(const v1::StoredSnapshot& snapshot,
                                   absl::string_view decision_key,
                                   const View& view) {
  ASSIGN_OR_RETURN(const auto delivery,
                   view.Get(kSnapshots, DecisionMark(snapshot, decision_key)));
  return delivery.has_value() && *delivery == DeliveryKey(snapshot);
}

}  // namespace creditproof::ingestion
