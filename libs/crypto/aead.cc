#include "libs/crypto/aead.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "absl/strings/str_cat.h"
#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

using Context = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

enum Direction { kDecrypt = 0, kEncrypt = 1 };

const EVP_CIPHER* FetchedCipher() {
  static const EVP_CIPHER* const kCipher =
      EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  Require(kCipher != nullptr);
  return kCipher;
}

Context Start(Direction direction, absl::string_view key,
              absl::string_view nonce, absl::string_view context) {
  Context cipher(EVP_CIPHER_CTX_new());
  Require(cipher &&
          EVP_CipherInit_ex2(cipher.get(), FetchedCipher(), Bytes(key),
                             Bytes(nonce), direction, nullptr) == 1);
  int size = 0;
  Require(context.empty() ||
          EVP_CipherUpdate(cipher.get(), nullptr, &size, Bytes(context),
                           static_cast<int>(context.size())) == 1);
  return cipher;
}

std::string Run(EVP_CIPHER_CTX* cipher, absl::string_view in) {
  std::string out(in.size(), '\0');
  int size = 0;
  Require(in.empty() || EVP_CipherUpdate(cipher, Bytes(out), &size, Bytes(in),
                                         static_cast<int>(in.size())) == 1);
  return out;
}

}  // namespace

std::string Encrypt(absl::string_view key, absl::string_view nonce,
                    absl::string_view context, absl::string_view plaintext) {
  const Context cipher = Start(kEncrypt, key, nonce, context);
  const std::string ciphertext = Run(cipher.get(), plaintext);
  std::string tag(kTagBytes, '\0');
  int size = 0;
  Require(EVP_CipherFinal_ex(cipher.get(), nullptr, &size) == 1);
  Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                              tag.data()) == 1);
  return absl::StrCat(ciphertext, tag);
}

std::optional<std::string> Decrypt(absl::string_view key,
                                   absl::string_view nonce,
                                   absl::string_view context,
                                   absl::string_view sealed) {
  if (sealed.size() < kTagBytes) return std::nullopt;
  const std::size_t ciphertext_bytes = sealed.size() - kTagBytes;
  const Context cipher = Start(kDecrypt, key, nonce, context);
  std::string plaintext = Run(cipher.get(), sealed.substr(0, ciphertext_bytes));
  std::string tag(sealed.substr(ciphertext_bytes));
  int size = 0;
  Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes,
                              tag.data()) == 1);
  if (EVP_CipherFinal_ex(cipher.get(), nullptr, &size) != 1) {
    ERR_clear_error();
    return std::nullopt;
  }
  return plaintext;
}

}  // namespace creditproof::crypto
