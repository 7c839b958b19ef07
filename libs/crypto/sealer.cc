#include "libs/crypto/sealer.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/aead.h"
#include "libs/crypto/digest.h"

namespace creditproof::crypto {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNonceAt = 1 + kSealingKeyIdBytes;
constexpr std::size_t kCiphertextAt = kNonceAt + kNonceBytes;

bool IsWellFormed(absl::string_view sealed) {
  return sealed.size() >= kCiphertextAt + kTagBytes && sealed[0] == kVersion;
}

std::string EightBytes(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(
        static_cast<char>(static_cast<unsigned char>(value >> shift)));
  }
  return bytes;
}

std::string NonceOf(absl::string_view nonce_key, absl::string_view context,
                    absl::string_view plaintext) {
  const std::string input =
      absl::StrCat(EightBytes(context.size()), context, plaintext);
  return HmacSha256(nonce_key, input).substr(0, kNonceBytes);
}

}  // namespace

absl::StatusOr<Sealer> Sealer::FromKeyFile(absl::string_view text) {
  ASSIGN_OR_RETURN(SealingKeys keys, ReadSealingKeys(text));
  return Sealer(std::move(keys));
}

absl::StatusOr<std::string> Sealer::GenerateKeyFile() {
  return GenerateSealingKeys();
}

absl::StatusOr<std::string> Sealer::Seal(absl::string_view context,
                                         absl::string_view plaintext) const {
  const std::string nonce = NonceOf(keys_.nonce_key, context, plaintext);
  const std::string& key = keys_.by_id.at(keys_.active_id);
  return absl::StrCat(absl::string_view(&kVersion, 1), keys_.active_id, nonce,
                      Encrypt(key, nonce, context, plaintext));
}

absl::StatusOr<std::string> Sealer::Open(absl::string_view context,
                                         absl::string_view sealed) const {
  if (!IsWellFormed(sealed)) {
    return absl::InvalidArgumentError("this is no sealed value of version 1");
  }
  const auto key =
      keys_.by_id.find(std::string(sealed.substr(1, kSealingKeyIdBytes)));
  if (key == keys_.by_id.end()) {
    return absl::InvalidArgumentError("its key is not in the key file");
  }
  auto plaintext = Decrypt(key->second, EqualityToken(sealed), context,
                           sealed.substr(kCiphertextAt));
  if (!plaintext) {
    return absl::InvalidArgumentError(
        "it was altered or sealed in another context");
  }
  return *std::move(plaintext);
}

absl::string_view Sealer::EqualityToken(absl::string_view sealed) {
  if (!IsWellFormed(sealed)) return {};
  return sealed.substr(kNonceAt, kNonceBytes);
}

}  // namespace creditproof::crypto
