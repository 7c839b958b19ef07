// What each source delivered, for those who ask.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/delivery_service.pb.h"
#include "libs/kv/store.h"
#include "libs/rpc/page.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/tally.h"

namespace creditproof::ingestion {

// `sources/{source}/deliveries/{delivery}`.
std::string DeliveryName(absl::string_view source_id,
                         absl::string_view delivery_id);

absl::Status DeliveryNotFound(absl::string_view source_id,
                              absl::string_view delivery_id);

// Notes how far a delivery has come; the first time it enters the list. Layout
// of family `delivery_list`: source id || 0 || the complement of its first time
// (microseconds, 8 bytes) || delivery id -> "".
absl::Status NoteProgress(const Origin& origin,
                          const v1::DeliveryHeader& header, const Tally& tally,
                          Act& act);

// With all that became of it. Fails with NOT_FOUND (DELIVERY_NOT_FOUND).
absl::StatusOr<v1::Delivery> FindDelivery(const View& view,
                                          absl::string_view source_id,
                                          absl::string_view delivery_id);

struct DeliveryPage {
  std::vector<v1::Delivery> deliveries;
  std::string next_after;  // empty on the last page
};
absl::StatusOr<DeliveryPage> ListDeliveries(const kv::Store& store,
                                            absl::string_view source_id,
                                            const rpc::Page& page);

}  // namespace creditproof::ingestion
