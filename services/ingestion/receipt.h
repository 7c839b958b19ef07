// The signed end of a delivery.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/signing.h"

namespace creditproof::ingestion {

// The key id is VerifyingKey::id in lower-case hex.
absl::StatusOr<v1::Receipt> SignReceipt(const v1::ReceiptStatement& statement,
                                        const crypto::SigningKey& key);

}  // namespace creditproof::ingestion
