#include "libs/crypto/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

std::string CommonName(const X509_NAME* name) {
  const int index = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (index < 0) return "";
  const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, index);
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(entry));
  if (size < 0) return "";
  std::string text(reinterpret_cast<const char*>(utf8),
                   static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return text;
}

// RFC 3161 2.3.
bool IsForTimeStamps(const X509* certificate) {
  int critical = 0;
  const Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> usage(
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(
          certificate, NID_ext_key_usage, &critical, nullptr)));
  return usage != nullptr && critical == 1 &&
         sk_ASN1_OBJECT_num(usage.get()) == 1 &&
         OBJ_obj2nid(sk_ASN1_OBJECT_value(usage.get(), 0)) == NID_time_stamp;
}

}  // namespace

absl::StatusOr<CertificateParts> ReadCertificate(absl::string_view pem) {
  const auto in = ReadFrom(pem);
  const Handle<X509, X509_free> certificate(
      PEM_read_bio_X509(in.get(), nullptr, NoPassword, nullptr));
  if (!certificate) return Rejected("this is no PEM certificate");
  ASSIGN_OR_RETURN(VerifyingKey key, VerifyingKey::FromAnyPem(pem));
  return CertificateParts{
      .der = ToDer(i2d_X509, certificate.get()),
      .issuer_der =
          ToDer(i2d_X509_NAME, X509_get_issuer_name(certificate.get())),
      .serial_der =
          ToDer(i2d_ASN1_INTEGER, X509_get0_serialNumber(certificate.get())),
      .subject_common_name =
          CommonName(X509_get_subject_name(certificate.get())),
      .for_time_stamps = IsForTimeStamps(certificate.get()),
      .key = std::move(key)};
}

bool NamesCertificate(absl::string_view digest, absl::string_view der) {
  const char* const hashes[] = {"SHA1", "SHA256", "SHA384", "SHA512"};
  for (const char* const hash : hashes) {
    std::string own(EVP_MAX_MD_SIZE, '\0');
    std::size_t size = 0;
    Require(EVP_Q_digest(nullptr, hash, nullptr, der.data(), der.size(),
                         Bytes(own), &size) == 1);
    own.resize(size);
    if (own == digest) return true;
  }
  return false;
}

}  // namespace creditproof::crypto
