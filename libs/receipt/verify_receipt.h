// Proving off line what the platform signed.
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

// What is signed. All sorts are laid out as a receipt is: statement, key id,
// signature. What the signature is for tells them apart, not the bytes.
enum class Sort { kReceipt, kTimeliness, kReconciliation };

// The sort of what one of `keys` signed. Fails with NOT_FOUND when none of them
// has its key id, INVALID_ARGUMENT when the signature is not that key's: it was
// altered.
absl::StatusOr<Sort> Prove(const ingestion::v1::Receipt& receipt,
                           const std::vector<crypto::VerifyingKey>& keys);

}  // namespace creditproof::receipt
