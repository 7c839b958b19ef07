#include "services/ingestion/delivery_list.h"

#include <google/protobuf/util/time_util.h>

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ledger.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

std::string ListPrefix(absl::string_view source_id) {
  return absl::StrCat(source_id, absl::string_view("\0", 1));
}

v1::Delivery NewDelivery(const Origin& origin, const v1::DeliveryHeader& header,
                         absl::Time now) {
  v1::Delivery delivery;
  delivery.set_name(
      DeliveryName(origin.source.source_id(), origin.delivery_id));
  delivery.set_client(origin.client);
  delivery.set_file_kind(origin.file_kind);
  delivery.set_state(v1::Delivery::STATE_IN_PROGRESS);
  *delivery.mutable_create_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  if (header.has_snapshot()) *delivery.mutable_snapshot() = header.snapshot();
  return delivery;
}

void AddToList(const Origin& origin, Act& act) {
  const auto micros = static_cast<std::uint64_t>(absl::ToUnixMicros(act.now()));
  act.view().Put(kDeliveryList,
                 absl::StrCat(ListPrefix(origin.source.source_id()),
                              kv::BigEndian(~micros), origin.delivery_id),
                 "");
}

// What is not done yet another snapshot of the scope may have made void.
absl::StatusOr<v1::Delivery::SweepState> SweepStateOf(
    const v1::StoredSnapshot& snapshot, const View& view) {
  if (snapshot.state() == v1::Delivery::SWEEP_STATE_SWEPT ||
      snapshot.state() == v1::Delivery::SWEEP_STATE_REJECTED) {
    return snapshot.state();
  }
  ASSIGN_OR_RETURN(const auto latest, LatestOfScope(snapshot, view));
  const bool displaced =
      latest.has_value() && latest->delivery_id() != snapshot.delivery_id();
  return displaced ? v1::Delivery::SWEEP_STATE_DISPLACED : snapshot.state();
}

}  // namespace

std::string DeliveryName(absl::string_view source_id,
                         absl::string_view delivery_id) {
  return absl::StrCat(record::SourceName(source_id), "/deliveries/",
                      delivery_id);
}

absl::Status DeliveryNotFound(absl::string_view source_id,
                              absl::string_view delivery_id) {
  const std::string name = DeliveryName(source_id, delivery_id);
  return base::Error(
      absl::StatusCode::kNotFound, base::Reason::REASON_DELIVERY_NOT_FOUND,
      absl::StrCat("no delivery has the name ", name), {{"delivery", name}});
}

absl::Status NoteProgress(const Origin& origin,
                          const v1::DeliveryHeader& header, const Tally& tally,
                          Act& act) {
  const LedgerPage page(origin.source.source_id(), origin.delivery_id);
  ASSIGN_OR_RETURN(std::optional<v1::Delivery> delivery,
                   page.FindDelivery(act.view()));
  if (!delivery.has_value()) {
    delivery = NewDelivery(origin, header, act.now());
    AddToList(origin, act);
  }
  v1::ReceiptStatement so_far;
  tally.Describe(so_far);
  delivery->mutable_counts()->Swap(so_far.mutable_counts());
  page.PutDelivery(*delivery, act.view());
  return absl::OkStatus();
}

absl::StatusOr<v1::Delivery> FindDelivery(const View& view,
                                          absl::string_view source_id,
                                          absl::string_view delivery_id) {
  const LedgerPage page(source_id, delivery_id);
  ASSIGN_OR_RETURN(std::optional<v1::Delivery> delivery,
                   page.FindDelivery(view));
  if (!delivery.has_value()) return DeliveryNotFound(source_id, delivery_id);
  ASSIGN_OR_RETURN(std::optional<v1::Receipt> receipt, page.FindReceipt(view));
  if (receipt.has_value()) {
    delivery->set_state(v1::Delivery::STATE_ENDED);
    *delivery->mutable_receipt() = *std::move(receipt);
  }
  ASSIGN_OR_RETURN(const auto snapshot,
                   FindSnapshot(view, source_id, delivery_id));
  if (snapshot.has_value()) {
    ASSIGN_OR_RETURN(const auto state, SweepStateOf(*snapshot, view));
    delivery->set_sweep_state(state);
    *delivery->mutable_sweep() = snapshot->outcome();
  }
  return *std::move(delivery);
}

absl::StatusOr<DeliveryPage> ListDeliveries(const kv::Store& store,
                                            absl::string_view source_id,
                                            const rpc::Page& page) {
  const std::string prefix = ListPrefix(source_id);
  std::vector<std::string> keys;  // one more than the page, if there is one
  RETURN_IF_ERROR(store.Scan(kDeliveryList, prefix, page.after,
                             [&](absl::string_view key, absl::string_view) {
                               keys.emplace_back(key);
                               return keys.size() <= page.size;
                             }));
  DeliveryPage found;
  if (keys.size() > page.size) {
    keys.pop_back();
    found.next_after = keys.back();
  }
  const View view(store);
  for (const std::string& key : keys) {
    const std::string id = key.substr(prefix.size() + sizeof(std::uint64_t));
    ASSIGN_OR_RETURN(v1::Delivery delivery, FindDelivery(view, source_id, id));
    delivery.clear_receipt();
    found.deliveries.push_back(std::move(delivery));
  }
  return found;
}

}  // namespace creditproof::ingestion
