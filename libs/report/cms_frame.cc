#include "libs/report/cms_frame.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/certificate.h"
#include "libs/crypto/digest.h"
#include "libs/report/cms_parts.h"
#include "libs/report/der.h"

namespace creditproof::report {
namespace {

using cms::Attribute;
using cms::FindAttribute;
using cms::Identifier;
using cms::Literal;
using crypto::Algorithm;
using der::Value;

constexpr auto kData = Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\7\1");
constexpr auto kSigningCertificateV2 =
    Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\x2F");

// id-aa-signatureTimeStampToken (RFC 3161, appendix A).
constexpr auto kTimeStampAttribute =
    Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\xE");

// 2.25.36640917045811839768424944585978700311 (docs/formats/report.md).
constexpr auto kSm2Attribute = Literal(
    "\6\x13\x69\xB7\x90\xE4\xAB\xFA\xA7\xDA\xBE\xA3\x9A\xD5\x90\xC4\xD5\xAE\xF1"
    "\xC4\x17");

// In a ContentInfo: of its SignedData the last value, the signers; of the first
// signer the signature, and its unsigned attributes.
constexpr int kSignaturePath[] = {1, 0, 4, 0, 5};
constexpr int kUnsignedPath[] = {1, 0, 4, 0, 6};

// SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 section 3); SHA-256 is
// the default and must be left out.
std::string SigningCertificate(const crypto::CertificateParts& certificate,
                               crypto::Hash hash) {
  const std::string issuer =
      Value(der::kSequence, Value(der::kDirectoryName, certificate.issuer_der));
  const std::string id = Value(
      der::kSequence,
      absl::StrCat(
          hash == crypto::Hash::kSm3 ? Identifier(hash) : "",
          Value(der::kOctetString, crypto::Digest(hash, certificate.der)),
          Value(der::kSequence, absl::StrCat(issuer, certificate.serial_der))));
  return Value(der::kSequence, Value(der::kSequence, id));
}

// SET OF in DER: ascending by encoding (X.690 section 11.6).
std::string SortedSet(der::Tag tag, std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  return Value(tag, absl::StrJoin(values, ""));
}

// The unsigned attributes; nothing when there are none.
std::string Unsigned(const Beside& beside) {
  std::vector<std::string> attributes;
  if (!beside.sm2.empty()) {
    attributes.push_back(Attribute(kSm2Attribute, beside.sm2));
  }
  if (!beside.time_stamp.empty()) {
    attributes.push_back(Attribute(kTimeStampAttribute, beside.time_stamp));
  }
  if (attributes.empty()) return "";
  return SortedSet(der::kContext1, std::move(attributes));
}

}  // namespace

absl::StatusOr<CmsFrame> CmsFrame::FromPem(absl::string_view certificate) {
  ASSIGN_OR_RETURN(crypto::CertificateParts parts,
                   crypto::ReadCertificate(certificate));
  CmsFrame frame(parts.key);
  frame.digest_algorithm_ = Identifier(frame.hash());
  frame.signature_algorithm_ = Identifier(parts.key.algorithm());
  frame.issuer_and_serial_ =
      Value(der::kSequence, absl::StrCat(parts.issuer_der, parts.serial_der));

  const std::string no_digest(crypto::kSha256Bytes, '\0');
  const std::string digest =
      Attribute(cms::kMessageDigest, Value(der::kOctetString, no_digest));
  frame.attributes_ = SortedSet(
      der::kSet, {Attribute(cms::kContentType, kData), digest,
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
                           const Beside& beside) const {
  std::string attributes = SignedAttributes(document_digest);
  attributes[0] = static_cast<char>(der::kContext0);  // IMPLICIT [0]
  const std::string signer = Value(
      der::kSequence,
      absl::StrCat(cms::kVersion1, issuer_and_serial_, digest_algorithm_,
                   attributes, signature_algorithm_,
                   Value(der::kOctetString, signature), Unsigned(beside)));
  const std::string signed_data =
      Value(der::kSequence,
            absl::StrCat(cms::kVersion1, Value(der::kSet, digest_algorithm_),
                         Value(der::kSequence, kData),
                         Value(der::kContext0, certificate_),
                         Value(der::kSet, signer)));
  return cms::SignedDataInfo(signed_data);
}

bool CmsFrame::IsSignature(absl::string_view cms,
                           absl::string_view document_digest,
                           const Beside& beside) const {
  const absl::string_view signature = SignatureWithin(cms);
  return Wrap(document_digest, signature, beside) == cms &&
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

absl::string_view SignatureWithin(absl::string_view cms) {
  return der::Content(der::At(cms, kSignaturePath));
}

Beside BesideWithin(absl::string_view cms) {
  const absl::string_view attributes = der::At(cms, kUnsignedPath);
  return {FindAttribute(attributes, kSm2Attribute),
          FindAttribute(attributes, kTimeStampAttribute)};
}

}  // namespace creditproof::report
