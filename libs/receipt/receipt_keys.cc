#include "libs/receipt/receipt_keys.h"

#include "libs/crypto/public_keys.h"

namespace creditproof::receipt {

absl::StatusOr<std::vector<crypto::VerifyingKey>> LoadReceiptKeys(
    const std::filesystem::path& directory) {
  return crypto::LoadPublicKeys(directory / "receipts");
}

}  // namespace creditproof::receipt
