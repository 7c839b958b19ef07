// The key file of the sealer, read. Not for other folders.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::crypto {

constexpr std::size_t kSealingKeyBytes = 32;
constexpr std::size_t kSealingKeyIdBytes = 4;

// All raw bytes.
struct SealingKeys {
  std::string nonce_key;
  std::string active_id;
  std::map<std::string, std::string> by_id;
};

// Reads the text that libs/crypto/sealer.h describes. Errors name the line,
// never what stands in it.
absl::StatusOr<SealingKeys> ReadSealingKeys(absl::string_view text);

std::string GenerateSealingKeys();

}  // namespace creditproof::crypto
