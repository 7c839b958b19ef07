#include "libs/crypto/sealing_keys.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/crypto/random.h"

namespace creditproof::crypto {
namespace {

std::optional<std::string> FromHex(absl::string_view digits,
                                   std::size_t bytes) {
  if (digits.size() != 2 * bytes) return std::nullopt;
  for (const char c : digits) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) {
      return std::nullopt;
    }
  }
  return absl::HexStringToBytes(digits);
}

absl::Status AddNonceKey(absl::string_view digits, SealingKeys& keys) {
  const auto key = FromHex(digits, kSealingKeyBytes);
  if (!key) return absl::InvalidArgumentError("a key has 64 hex digits");
  if (!keys.nonce_key.empty()) {
    return absl::InvalidArgumentError("there is one nonce key");
  }
  keys.nonce_key = *key;
  return absl::OkStatus();
}

absl::Status AddSealingKey(absl::string_view id_digits,
                           absl::string_view digits, SealingKeys& keys) {
  const auto id = FromHex(id_digits, kSealingKeyIdBytes);
  if (!id) return absl::InvalidArgumentError("a key id has 8 hex digits");
  const auto key = FromHex(digits, kSealingKeyBytes);
  if (!key) return absl::InvalidArgumentError("a key has 64 hex digits");
  if (!keys.by_id.emplace(*id, *key).second) {
    return absl::InvalidArgumentError("the key id is there already");
  }
  if (keys.active_id.empty()) keys.active_id = *id;
  return absl::OkStatus();
}

// Takes one line into `keys`.
absl::Status AddLine(absl::string_view line, SealingKeys& keys) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
  if (words.size() == 2 && words[0] == "nonce") {
    return AddNonceKey(words[1], keys);
  }
  if (words.size() == 3 && words[0] == "seal") {
    return AddSealingKey(words[1], words[2], keys);
  }
  return absl::InvalidArgumentError("neither `nonce KEY` nor `seal ID KEY`");
}

}  // namespace

absl::StatusOr<SealingKeys> ReadSealingKeys(absl::string_view text) {
  SealingKeys keys;
  int number = 0;
  for (const absl::string_view line :
       absl::StrSplit(absl::StripSuffix(text, "\n"), '\n')) {
    ++number;
    const absl::Status status = AddLine(line, keys);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("key file, line ", number, ": ", status.message()));
    }
  }
  if (keys.nonce_key.empty() || keys.by_id.empty()) {
    return absl::InvalidArgumentError(
        "a key file has a nonce line and a seal line");
  }
  return keys;
}

std::string GenerateSealingKeys() {
  const auto hex = [](std::size_t bytes) {
    return absl::BytesToHexString(RandomBytes(bytes));
  };
  return absl::StrCat("nonce ", hex(kSealingKeyBytes), "\nseal ",
                      hex(kSealingKeyIdBytes), " ", hex(kSealingKeyBytes),
                      "\n");
}

}  // namespace creditproof::crypto
