// Who may deliver what: the door that deliveries come in by.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/crypto/signing.h"
#include "libs/kv/store.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/delivery.h"
#include "services/ingestion/in_progress.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Thread-safe.
class DeliveryDesk {
 public:
  // `store` and `writer` must outlive the desk, and the desk its deliveries.
  DeliveryDesk(const kv::Store& store, Writer& writer, crypto::Sealer sealer,
               crypto::SigningKey receipt_key, workdays::Calendar calendar,
               SweepLimits sweep_limits);

  // `client` holds the names in the client's certificate. Fails with
  // INVALID_ARGUMENT (INVALID_FIELD), NOT_FOUND (SOURCE_NOT_FOUND),
  // PERMISSION_DENIED (SOURCE_NOT_YOURS) or ALREADY_EXISTS
  // (DELIVERY_IN_PROGRESS).
  absl::StatusOr<std::unique_ptr<Delivery>> Begin(
      v1::DeliveryHeader header, const std::vector<std::string>& client,
      Delivery::Answer answer);

 private:
  absl::StatusOr<Origin> OriginOf(const v1::DeliveryHeader& header,
                                  const std::vector<std::string>& client) const;

  const kv::Store& store_;
  Writer& writer_;
  const crypto::Sealer sealer_;
  const crypto::SigningKey receipt_key_;
  const workdays::Calendar calendar_;
  const SweepLimits sweep_limits_;
  InProgress in_progress_;
};

}  // namespace creditproof::ingestion
