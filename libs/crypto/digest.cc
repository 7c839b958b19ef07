#include "libs/crypto/digest.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

// Looking an algorithm up costs more than a small digest: once, for ever.
const EVP_MD* Fetched(Hash hash) {
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const kSm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  Require(kSha256 != nullptr && kSm3 != nullptr);
  return hash == Hash::kSha256 ? kSha256 : kSm3;
}

EVP_MAC* FetchedHmac() {
  static EVP_MAC* const kHmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Require(kHmac != nullptr);
  return kHmac;
}

// Starts a digest in `context`.
void Start(EVP_MD_CTX* context, Hash hash) {
  Require(EVP_DigestInit_ex2(context, Fetched(hash), nullptr) == 1);
}

std::string End(EVP_MD_CTX* context) {
  std::string digest(kSha256Bytes, '\0');
  Require(EVP_DigestFinal_ex(context, Bytes(digest), nullptr) == 1);
  return digest;
}

}  // namespace

std::string Digest(Hash hash, absl::string_view bytes) {
  thread_local const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(
      EVP_MD_CTX_new());
  Start(context.get(), hash);
  Require(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
  return End(context.get());
}

std::string Sha256(absl::string_view bytes) {
  return Digest(Hash::kSha256, bytes);
}

std::string HmacSha256(absl::string_view key, absl::string_view bytes) {
  char digest_name[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
      OSSL_PARAM_construct_end()};
  const Handle<EVP_MAC_CTX, EVP_MAC_CTX_free> context(
      EVP_MAC_CTX_new(FetchedHmac()));
  // A null key would mean "the key of before".
  const unsigned char* key_bytes =
      key.empty() ? reinterpret_cast<const unsigned char*>("") : Bytes(key);
  Require(EVP_MAC_init(context.get(), key_bytes, key.size(), parameters) == 1);
  Require(EVP_MAC_update(context.get(), Bytes(bytes), bytes.size()) == 1);
  std::string code(kSha256Bytes, '\0');
  std::size_t size = 0;
  Require(EVP_MAC_final(context.get(), Bytes(code), &size, code.size()) == 1);
  return code;
}

void DigestStream::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

DigestStream::DigestStream(Hash hash) : context_(EVP_MD_CTX_new()) {
  Start(context_.get(), hash);
}

DigestStream::DigestStream(const DigestStream& other)
    : context_(EVP_MD_CTX_new()) {
  *this = other;
}

DigestStream& DigestStream::operator=(const DigestStream& other) {
  if (this == &other) return *this;
  Require(EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1);
  return *this;
}

DigestStream::~DigestStream() = default;

void DigestStream::Update(absl::string_view bytes) {
  Require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

std::string DigestStream::Finish() { return End(context_.get()); }

}  // namespace creditproof::crypto
