#include "libs/report/cms_signer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/certificate.h"
#include "libs/crypto/digest.h"
#include "libs/report/der.h"

namespace creditproof::report {
namespace {

using crypto::SignatureForm;
using der::Value;

// A literal that may hold zero bytes.
template <std::size_t kSize>
constexpr absl::string_view Literal(const char (&text)[kSize]) {
  return {text, kSize - 1};
}

// Object identifiers in DER.
constexpr auto kData = Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\7\1");
constexpr auto kSignedData = Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\7\2");
constexpr auto kContentType = Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\x9\3");
constexpr auto kMessageDigest = Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\x9\4");
constexpr auto kSigningCertificateV2 =
    Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\x2F");
constexpr auto kSha256 = Literal("\6\x9\x60\x86\x48\1\x65\3\4\2\1");
constexpr auto kEcdsaWithSha256 = Literal("\6\x8\x2A\x86\x48\xCE\x3D\4\3\2");

constexpr auto kVersion1 = Literal("\2\1\1");

// Attribute ::= SEQUENCE { type, SET OF value } (RFC 5652 section 5.3).
std::string Attribute(absl::string_view type, absl::string_view value) {
  return Value(der::kSequence, absl::StrCat(type, Value(der::kSet, value)));
}

// SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 section 3); SHA-256 is
// the default and must be left out.
std::string SigningCertificate(const crypto::CertificateParts& certificate) {
  const std::string issuer =
      Value(der::kSequence, Value(der::kDirectoryName, certificate.issuer_der));
  const std::string id = Value(
      der::kSequence,
      absl::StrCat(
          Value(der::kOctetString, crypto::Sha256(certificate.der)),
          Value(der::kSequence, absl::StrCat(issuer, certificate.serial_der))));
  return Value(der::kSequence, Value(der::kSequence, id));
}

// SET OF in DER: ascending by encoding (X.690 section 11.6).
std::string SortedSet(std::array<std::string, 3> values) {
  std::sort(values.begin(), values.end());
  return Value(der::kSet, absl::StrCat(values[0], values[1], values[2]));
}

std::string Algorithm(absl::string_view identifier) {
  return Value(der::kSequence, identifier);
}

}  // namespace

absl::StatusOr<CmsFrame> CmsFrame::FromPem(absl::string_view certificate) {
  ASSIGN_OR_RETURN(crypto::CertificateParts parts,
                   crypto::ReadCertificate(certificate));
  CmsFrame frame(parts.key);
  frame.issuer_and_serial_ =
      Value(der::kSequence, absl::StrCat(parts.issuer_der, parts.serial_der));

  const std::string no_digest(crypto::kSha256Bytes, '\0');
  const std::string digest =
      Attribute(kMessageDigest, Value(der::kOctetString, no_digest));
  frame.attributes_ =
      SortedSet({Attribute(kContentType, kData), digest,
                 Attribute(kSigningCertificateV2, SigningCertificate(parts))});
  frame.digest_offset_ =
      frame.attributes_.find(digest) + digest.size() - crypto::kSha256Bytes;
  frame.certificate_ = std::move(parts.der);
  return frame;
}

std::string CmsFrame::SignedAttributes(
    absl::string_view document_sha256) const {
  std::string attributes = attributes_;
  attributes.replace(digest_offset_, crypto::kSha256Bytes,
                     document_sha256.data(), document_sha256.size());
  return attributes;
}

std::string CmsFrame::Wrap(absl::string_view document_sha256,
                           absl::string_view signature) const {
  std::string attributes = SignedAttributes(document_sha256);
  attributes[0] = static_cast<char>(der::kContext0);  // IMPLICIT [0]
  const std::string signer =
      Value(der::kSequence,
            absl::StrCat(kVersion1, issuer_and_serial_, Algorithm(kSha256),
                         attributes, Algorithm(kEcdsaWithSha256),
                         Value(der::kOctetString, signature)));
  const std::string signed_data =
      Value(der::kSequence,
            absl::StrCat(kVersion1, Value(der::kSet, Algorithm(kSha256)),
                         Value(der::kSequence, kData),
                         Value(der::kContext0, certificate_),
                         Value(der::kSet, signer)));
  return Value(der::kSequence,
               absl::StrCat(kSignedData, Value(der::kContext0, signed_data)));
}

absl::StatusOr<CmsSigner> CmsSigner::Make(absl::string_view certificate_pem,
                                          absl::string_view key_pem) {
  ASSIGN_OR_RETURN(CmsFrame frame, CmsFrame::FromPem(certificate_pem));
  ASSIGN_OR_RETURN(crypto::SigningKey key,
                   crypto::SigningKey::FromPem(key_pem));
  if (frame.key().id() != key.verifying_key().id()) {
    return absl::InvalidArgumentError(
        "the signing key is not the one of the certificate");
  }
  return CmsSigner(std::move(frame), std::move(key));
}

absl::StatusOr<std::string> CmsSigner::Sign(
    absl::string_view document_sha256) const {
  ASSIGN_OR_RETURN(
      const std::string signature,
      key_.Sign(frame_.SignedAttributes(document_sha256), SignatureForm::kDer));
  return frame_.Wrap(document_sha256, signature);
}

}  // namespace creditproof::report
