#include "libs/report/cms_frame.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/certificate.h"
#include "libs/crypto/digest.h"
#include "libs/report/der.h"

namespace creditproof::report {
namespace {

using crypto::Algorithm;
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
constexpr auto kSm3 = Literal("\6\x8\x2A\x81\x1C\xCF\x55\1\x83\x11");
constexpr auto kEcdsaWithSha256 = Literal("\6\x8\x2A\x86\x48\xCE\x3D\4\3\2");
constexpr auto kRsaEncryption =
    Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\1\1\5\0");  // and NULL
constexpr auto kSm2WithSm3 = Literal("\6\x8\x2A\x81\x1C\xCF\x55\1\x83\x75");

// 2.25.36640917045811839768424944585978700311 (docs/formats/report.md).
constexpr auto kSm2Attribute = Literal(
    "\6\x13\x69\xB7\x90\xE4\xAB\xFA\xA7\xDA\xBE\xA3\x9A\xD5\x90\xC4\xD5\xAE\xF1"
    "\xC4\x17");

constexpr auto kVersion1 = Literal("\2\1\1");

// In a ContentInfo: of its SignedData the last value, the signers; of the first
// signer the signature, and of its first unsigned attribute the first value.
constexpr int kSignaturePath[] = {1, 0, 4, 0, 5};
constexpr int kSm2Path[] = {1, 0, 4, 0, 6, 0, 1, 0};

// Attribute ::= SEQUENCE { type, SET OF value } (RFC 5652 section 5.3).
std::string Attribute(absl::string_view type, absl::string_view value) {
  return Value(der::kSequence, absl::StrCat(type, Value(der::kSet, value)));
}

std::string Identifier(absl::string_view algorithm) {
  return Value(der::kSequence, algorithm);
}

absl::string_view SignatureAlgorithm(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::kP256:
      return kEcdsaWithSha256;
    case Algorithm::kRsa2048:
      return kRsaEncryption;
    case Algorithm::kSm2:
      return kSm2WithSm3;
  }
  return {};
}

// SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 section 3); SHA-256 is
// the default and must be left out.
std::string SigningCertificate(const crypto::CertificateParts& certificate,
                               crypto::Hash hash) {
  const std::string issuer =
      Value(der::kSequence, Value(der::kDirectoryName, certificate.issuer_der));
  const std::string id = Value(
      der::kSequence,
      absl::StrCat(
          hash == crypto::Hash::kSm3 ? Identifier(kSm3) : "",
          Value(der::kOctetString, crypto::Digest(hash, certificate.der)),
          Value(der::kSequence, absl::StrCat(issuer, certificate.serial_der))));
  return Value(der::kSequence, Value(der::kSequence, id));
}

// SET OF in DER: ascending by encoding (X.690 section 11.6).
std::string SortedSet(std::array<std::string, 3> values) {
  std::sort(values.begin(), values.end());
  return Value(der::kSet, absl::StrCat(values[0], values[1], values[2]));
}

}  // namespace

absl::StatusOr<CmsFrame> CmsFrame::FromPem(absl::string_view certificate) {
  ASSIGN_OR_RETURN(crypto::CertificateParts parts,
                   crypto::ReadCertificate(certificate));
  CmsFrame frame(parts.key);
  frame.digest_algorithm_ =
      Identifier(frame.hash() == crypto::Hash::kSm3 ? kSm3 : kSha256);
  frame.signature_algorithm_ =
      Identifier(SignatureAlgorithm(parts.key.algorithm()));
  frame.issuer_and_serial_ =
      Value(der::kSequence, absl::StrCat(parts.issuer_der, parts.serial_der));

  const std::string no_digest(crypto::kSha256Bytes, '\0');
  const std::string digest =
      Attribute(kMessageDigest, Value(der::kOctetString, no_digest));
  frame.attributes_ =
      SortedSet({Attribute(kContentType, kData), digest,
                 Attribute(kSigningCertificateV2,
                           SigningCertificate(parts, frame.hash()))});
  frame.digest_offset_ =
      frame.attributes_.find(digest) + digest.size() - crypto::kSha256Bytes;
  frame.certificate_ = std::move(parts.der);
  return frame;
}

std::string CmsFrame::SignedAttributes(
    absl::string_view document_digest) const {
  std::string attributes = attributes_;
  attributes.replace(digest_offset_, crypto::kSha256Bytes,
                     document_digest.data(), document_digest.size());
  return attributes;
}

std::string CmsFrame::Wrap(absl::string_view document_digest,
                           absl::string_view signature,
                           absl::string_view sm2) const {
  std::string attributes = SignedAttributes(document_digest);
  attributes[0] = static_cast<char>(der::kContext0);  // IMPLICIT [0]
  const std::string beside =
      sm2.empty() ? "" : Value(der::kContext1, Attribute(kSm2Attribute, sm2));
  const std::string signer =
      Value(der::kSequence,
            absl::StrCat(kVersion1, issuer_and_serial_, digest_algorithm_,
                         attributes, signature_algorithm_,
                         Value(der::kOctetString, signature), beside));
  const std::string signed_data =
      Value(der::kSequence,
            absl::StrCat(kVersion1, Value(der::kSet, digest_algorithm_),
                         Value(der::kSequence, kData),
                         Value(der::kContext0, certificate_),
                         Value(der::kSet, signer)));
  return Value(der::kSequence,
               absl::StrCat(kSignedData, Value(der::kContext0, signed_data)));
}

bool CmsFrame::IsSignature(absl::string_view cms,
                           absl::string_view document_digest,
                           absl::string_view sm2) const {
  const absl::string_view signature =
      der::Content(der::At(cms, kSignaturePath));
  return Wrap(document_digest, signature, sm2) == cms &&
         key_.VerifyStrict(SignedAttributes(document_digest), signature,
                           crypto::SignatureForm::kDer)
             .ok();
}

v1::SignatureKind CmsFrame::kind() const {
  switch (key_.algorithm()) {
    case Algorithm::kP256:
      return v1::SIGNATURE_KIND_PADES_P256;
    case Algorithm::kRsa2048:
      return v1::SIGNATURE_KIND_PADES_RSA2048;
    case Algorithm::kSm2:
      return v1::SIGNATURE_KIND_SM2;
  }
  return v1::SIGNATURE_KIND_UNSPECIFIED;
}

std::size_t CmsFrame::longest_signature() const {
  constexpr std::size_t kTwoNumbers = 72;
  constexpr std::size_t kRsaModulus = 256;
  return key_.algorithm() == Algorithm::kRsa2048 ? kRsaModulus : kTwoNumbers;
}

absl::string_view Sm2Within(absl::string_view cms) {
  return der::At(cms, kSm2Path);
}

}  // namespace creditproof::report
