// AES-256-GCM (NIST SP 800-38D) with a nonce of 12 and a tag of 16 bytes. Not
// for other folders.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::crypto {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

// Ciphertext and tag. `key` has 32 bytes. A nonce must never serve two
// different plaintexts or contexts under one key.
std::string Encrypt(absl::string_view key, absl::string_view nonce,
                    absl::string_view context, absl::string_view plaintext);

// The plaintext, or nothing when any input differs from what was encrypted.
// `sealed` is ciphertext and tag.
std::optional<std::string> Decrypt(absl::string_view key,
                                   absl::string_view nonce,
                                   absl::string_view context,
                                   absl::string_view sealed);

}  // namespace creditproof::crypto
