#include "libs/crypto/signing.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <optional>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/crypto/algorithm.h"
#include "libs/crypto/digest.h"
#include "libs/crypto/ecdsa_form.h"
#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kLongestSignature = 256;  // of RSA

using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

enum class Wanted { kP256, kAny };

struct TypedKey {
  KeyHandle handle;
  Algorithm algorithm;
};

// `what` is said when there is no key.
absl::StatusOr<TypedKey> Checked(EVP_PKEY* key, Wanted wanted,
                                 absl::string_view what) {
  KeyHandle owned(key);
  if (!owned) return Rejected(what);
  const std::optional<Algorithm> algorithm = AlgorithmOf(*key);
  if (wanted == Wanted::kP256 && algorithm != Algorithm::kP256) {
    return Rejected("the key is not on the curve P-256");
  }
  if (!algorithm) {
    return Rejected("the key is neither P-256 nor RSA of 2048 bits nor SM2");
  }
  return TypedKey{std::move(owned), *algorithm};
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

absl::StatusOr<TypedKey> CheckedPublic(absl::string_view pem, Wanted wanted) {
  return Checked(ReadPublicKey(pem), wanted,
                 "this is no PEM public key and no certificate");
}

absl::StatusOr<TypedKey> CheckedPrivate(absl::string_view pem, Wanted wanted) {
  const auto in = ReadFrom(pem);
  return Checked(
      PEM_read_bio_PrivateKey(in.get(), nullptr, NoPassword, nullptr), wanted,
      "this is no PEM private key");
}

// `signature` is in DER, or RSA's.
bool Matches(EVP_PKEY* key, Algorithm algorithm, absl::string_view message,
             absl::string_view signature) {
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* inner = nullptr;
  Require(EVP_DigestVerifyInit_ex(context.get(), &inner, DigestName(algorithm),
                                  nullptr, nullptr, key, nullptr) == 1 &&
          Prepare(inner, algorithm));
  return EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                          Bytes(message), message.size()) == 1;
}

}  // namespace

Hash HashOf(Algorithm algorithm) {
  return algorithm == Algorithm::kSm2 ? Hash::kSm3 : Hash::kSha256;
}

void FreeKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

VerifyingKey::VerifyingKey(KeyHandle key, Algorithm algorithm)
    : key_(std::move(key)),
      algorithm_(algorithm),
      fingerprint_(Sha256(ToDer(i2d_PUBKEY, key_.get()))),
      id_(fingerprint_.substr(0, kKeyIdBytes)) {}

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(absl::string_view pem) {
  ASSIGN_OR_RETURN(TypedKey key, CheckedPublic(pem, Wanted::kP256));
  return VerifyingKey(std::move(key.handle), key.algorithm);
}

absl::StatusOr<VerifyingKey> VerifyingKey::FromAnyPem(absl::string_view pem) {
  ASSIGN_OR_RETURN(TypedKey key, CheckedPublic(pem, Wanted::kAny));
  return VerifyingKey(std::move(key.handle), key.algorithm);
}

absl::Status VerifyingKey::Verify(absl::string_view message,
                                  absl::string_view signature,
                                  SignatureForm form) const {
  std::string written(signature);
  if (algorithm_ != Algorithm::kRsa2048) {
    const Signature read = ReadSignature(signature, form);
    if (!read) return Rejected("the signature is malformed");
    written = WriteSignature(*read, SignatureForm::kDer);
  }
  if (!Matches(key_.get(), algorithm_, message, written)) {
    return Rejected("the signature does not match");
  }
  return absl::OkStatus();
}

absl::Status VerifyingKey::VerifyStrict(absl::string_view message,
                                        absl::string_view signature,
                                        SignatureForm form) const {
  if (algorithm_ == Algorithm::kP256) {
    const Signature read = ReadSignature(signature, form);
    if (read && !HasLowS(*read)) return Rejected("the signature was altered");
  }
  return Verify(message, signature, form);
}

std::string VerifyingKey::StrictForm(absl::string_view signature) const {
  if (algorithm_ != Algorithm::kP256) return std::string(signature);
  Signature read = ReadSignature(signature, SignatureForm::kDer);
  if (!read) return "";
  return WriteSignature(*LowTwin(std::move(read)), SignatureForm::kDer);
}

std::string VerifyingKey::Pem() const {
  const Handle<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
  Require(out && PEM_write_bio_PUBKEY(out.get(), key_.get()) == 1);
  return Written(out.get());
}

SigningKey::SigningKey(KeyHandle key, Algorithm algorithm)
    : key_(std::move(key)), verifying_key_([this, algorithm] {
        Require(EVP_PKEY_up_ref(key_.get()) == 1);
        return VerifyingKey(KeyHandle(key_.get()), algorithm);
      }()) {}

absl::StatusOr<SigningKey> SigningKey::FromPem(absl::string_view pem) {
  ASSIGN_OR_RETURN(TypedKey key, CheckedPrivate(pem, Wanted::kP256));
  return SigningKey(std::move(key.handle), key.algorithm);
}

absl::StatusOr<SigningKey> SigningKey::FromAnyPem(absl::string_view pem) {
  ASSIGN_OR_RETURN(TypedKey key, CheckedPrivate(pem, Wanted::kAny));
  return SigningKey(std::move(key.handle), key.algorithm);
}

absl::StatusOr<std::string> SigningKey::GeneratePem(Algorithm algorithm) {
  const KeyHandle key(Generate(algorithm));
  const Handle<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
  Require(key && out &&
          PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr,
                                        0, nullptr, nullptr) == 1);
  return Written(out.get());
}

absl::StatusOr<std::string> SigningKey::Sign(absl::string_view message,
                                             SignatureForm form) const {
  const Algorithm algorithm = verifying_key_.algorithm();
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* inner = nullptr;
  std::string written(kLongestSignature, '\0');
  std::size_t size = written.size();
  if (EVP_DigestSignInit_ex(context.get(), &inner, DigestName(algorithm),
                            nullptr, nullptr, key_.get(), nullptr) != 1 ||
      !Prepare(inner, algorithm) ||
      EVP_DigestSign(context.get(), Bytes(written), &size, Bytes(message),
                     message.size()) != 1) {
    return absl::InternalError("signing failed");
  }
  written.resize(size);
  if (algorithm == Algorithm::kRsa2048) return written;
  Signature signature = ReadSignature(written, SignatureForm::kDer);
  Require(signature != nullptr);
  if (algorithm == Algorithm::kP256) signature = LowTwin(std::move(signature));
  return WriteSignature(*signature, form);
}

}  // namespace creditproof::crypto
