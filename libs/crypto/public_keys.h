// The public keys of a folder.
#pragma once

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {

// Reads `folder`/*.pem, keys of P-256; see docs/formats/keys.md. Fails with
// NOT_FOUND when there is none, or INVALID_ARGUMENT, naming the file.
absl::StatusOr<std::vector<VerifyingKey>> LoadPublicKeys(
    const std::filesystem::path& folder);

}  // namespace creditproof::crypto
