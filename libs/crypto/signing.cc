#include "libs/crypto/signing.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/crypto/ecdsa_form.h"
#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

constexpr char kCurve[] = "prime256v1";
constexpr char kDigest[] = "SHA256";
constexpr std::size_t kKeyIdBytes = 4;

using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

bool IsP256(const EVP_PKEY* key) {
  std::array<char, 32> group = {};
  std::size_t size = 0;
  return EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1 &&
         absl::string_view(group.data(), size) == kCurve;
}

absl::StatusOr<KeyHandle> Checked(EVP_PKEY* key, absl::string_view what) {
  KeyHandle owned(key);
  if (!owned) return Rejected(what);
  if (!IsP256(key)) return Rejected("the key is not on the curve P-256");
  return owned;
}

EVP_PKEY* ReadCertificateKey(absl::string_view pem) {
  const auto in = ReadFrom(pem);
  const Handle<X509, X509_free> certificate(
      PEM_read_bio_X509(in.get(), nullptr, NoPassword, nullptr));
  return certificate ? X509_get_pubkey(certificate.get()) : nullptr;
}

EVP_PKEY* ReadPublicKey(absl::string_view pem) {
  if (EVP_PKEY* key = ReadCertificateKey(pem)) return key;
  const auto in = ReadFrom(pem);
  return PEM_read_bio_PUBKEY(in.get(), nullptr, NoPassword, nullptr);
}

std::string Written(BIO* out) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  return {text, static_cast<std::size_t>(size)};
}

bool Matches(EVP_PKEY* key, absl::string_view message,
             const ECDSA_SIG& signature) {
  const std::string der = WriteSignature(signature, SignatureForm::kDer);
  const Context context(EVP_MD_CTX_new());
  Require(EVP_DigestVerifyInit_ex(context.get(), nullptr, kDigest, nullptr,
                                  nullptr, key, nullptr) == 1);
  return EVP_DigestVerify(context.get(), Bytes(der), der.size(), Bytes(message),
                          message.size()) == 1;
}

}  // namespace

void FreeKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

VerifyingKey::VerifyingKey(KeyHandle key)
    : key_(std::move(key)),
      id_(Sha256(ToDer(i2d_PUBKEY, key_.get())).substr(0, kKeyIdBytes)) {}

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(absl::string_view pem) {
  ASSIGN_OR_RETURN(KeyHandle key,
                   Checked(ReadPublicKey(pem),
                           "this is no PEM public key and no certificate"));
  return VerifyingKey(std::move(key));
}

absl::Status VerifyingKey::Verify(absl::string_view message,
                                  absl::string_view signature,
                                  SignatureForm form) const {
  const Signature read = ReadSignature(signature, form);
  if (!read) return Rejected("the signature is malformed");
  if (!Matches(key_.get(), message, *read)) {
    return Rejected("the signature does not match");
  }
  return absl::OkStatus();
}

absl::Status VerifyingKey::VerifyStrict(absl::string_view message,
                                        absl::string_view signature,
                                        SignatureForm form) const {
  const Signature read = ReadSignature(signature, form);
  if (read && !HasLowS(*read)) return Rejected("the signature was altered");
  return Verify(message, signature, form);
}

std::string VerifyingKey::Pem() const {
  const Handle<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
  Require(out && PEM_write_bio_PUBKEY(out.get(), key_.get()) == 1);
  return Written(out.get());
}

SigningKey::SigningKey(KeyHandle key)
    : key_(std::move(key)), verifying_key_([this] {
        Require(EVP_PKEY_up_ref(key_.get()) == 1);
        return VerifyingKey(KeyHandle(key_.get()));
      }()) {}

absl::StatusOr<SigningKey> SigningKey::FromPem(absl::string_view pem) {
  const auto in = ReadFrom(pem);
  ASSIGN_OR_RETURN(
      KeyHandle key,
      Checked(PEM_read_bio_PrivateKey(in.get(), nullptr, NoPassword, nullptr),
              "this is no PEM private key"));
  return SigningKey(std::move(key));
}

absl::StatusOr<std::string> SigningKey::GeneratePem() {
  const KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kCurve));
  const Handle<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
  Require(key && out &&
          PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr,
                                        0, nullptr, nullptr) == 1);
  return Written(out.get());
}

absl::StatusOr<std::string> SigningKey::Sign(absl::string_view message,
                                             SignatureForm form) const {
  const Context context(EVP_MD_CTX_new());
  std::array<unsigned char, 80> der = {};
  std::size_t size = der.size();
  if (EVP_DigestSignInit_ex(context.get(), nullptr, kDigest, nullptr, nullptr,
                            key_.get(), nullptr) != 1 ||
      EVP_DigestSign(context.get(), der.data(), &size, Bytes(message),
                     message.size()) != 1) {
    return absl::InternalError("signing failed");
  }
  const absl::string_view text(reinterpret_cast<const char*>(der.data()), size);
  return WriteSignature(*LowTwin(ReadSignature(text, SignatureForm::kDer)),
                        form);
}

}  // namespace creditproof::crypto
