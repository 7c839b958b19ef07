// Proving a receipt off line.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/signing.h"

namespace creditproof::receipt {

// The two parts of a FILE.receipt, as read, not proven. Both fail with
// INVALID_ARGUMENT when the bytes are none.
absl::StatusOr<ingestion::v1::Receipt> ParseReceipt(absl::string_view bytes);
absl::StatusOr<ingestion::v1::ReceiptStatement> ParseStatement(
    const ingestion::v1::Receipt& receipt);

// OK when one of `keys` signed it. Fails with NOT_FOUND when none of them has
// its key id, INVALID_ARGUMENT when the signature is not that key's: it was
// altered.
absl::Status Verify(const ingestion::v1::Receipt& receipt,
                    const std::vector<crypto::VerifyingKey>& keys);

}  // namespace creditproof::receipt
