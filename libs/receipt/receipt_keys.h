// The public keys of receipts.
#pragma once

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/crypto/signing.h"

namespace creditproof::receipt {

// Reads `directory`/receipts/*.pem; see docs/formats/keys.md. Fails with
// NOT_FOUND when there is none, or INVALID_ARGUMENT, naming the file.
absl::StatusOr<std::vector<crypto::VerifyingKey>> LoadReceiptKeys(
    const std::filesystem::path& directory);

}  // namespace creditproof::receipt
