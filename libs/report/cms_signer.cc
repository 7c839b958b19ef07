#include "libs/report/cms_signer.h"

#include <utility>

#include "libs/base/status_macros.h"

namespace creditproof::report {
namespace {

absl::StatusOr<std::string> SignWith(const CmsFrame& frame,
                                     const crypto::SigningKey& key,
                                     absl::string_view document_digest,
                                     absl::string_view sm2) {
  ASSIGN_OR_RETURN(const std::string signature,
                   key.Sign(frame.SignedAttributes(document_digest),
                            crypto::SignatureForm::kDer));
  return frame.Wrap(document_digest, signature, sm2);
}

std::string Longest(const CmsFrame& frame, absl::string_view sm2) {
  return frame.Wrap(std::string(crypto::kSha256Bytes, '\0'),
                    std::string(frame.longest_signature(), '\0'), sm2);
}

}  // namespace

absl::StatusOr<CmsSigner::Key> CmsSigner::Read(
    absl::string_view certificate_pem, absl::string_view key_pem) {
  ASSIGN_OR_RETURN(CmsFrame frame, CmsFrame::FromPem(certificate_pem));
  ASSIGN_OR_RETURN(crypto::SigningKey signing,
                   crypto::SigningKey::FromAnyPem(key_pem));
  if (frame.key().id() != signing.verifying_key().id()) {
    return absl::InvalidArgumentError(
        "the signing key is not the one of the certificate");
  }
  return Key{std::move(frame), std::move(signing)};
}

absl::StatusOr<CmsSigner> CmsSigner::Make(absl::string_view certificate_pem,
                                          absl::string_view key_pem) {
  ASSIGN_OR_RETURN(Key first, Read(certificate_pem, key_pem));
  if (first.frame.kind() == v1::SIGNATURE_KIND_SM2) {
    return absl::InvalidArgumentError(
        "an SM2 key signs beside another one, never alone");
  }
  return CmsSigner(std::move(first));
}

absl::Status CmsSigner::AddSm2(absl::string_view certificate_pem,
                               absl::string_view key_pem) {
  ASSIGN_OR_RETURN(Key sm2, Read(certificate_pem, key_pem));
  if (sm2.frame.kind() != v1::SIGNATURE_KIND_SM2) {
    return absl::InvalidArgumentError("the key of the certificate is not SM2");
  }
  sm2_ = std::move(sm2);
  return absl::OkStatus();
}

absl::StatusOr<std::string> CmsSigner::Sign(
    const DocumentDigests& document) const {
  std::string sm2;
  if (sm2_) {
    ASSIGN_OR_RETURN(sm2,
                     SignWith(sm2_->frame, sm2_->signing, document.sm3, ""));
  }
  return SignWith(first_.frame, first_.signing, document.sha256, sm2);
}

std::vector<CmsFrame> CmsSigner::frames() const {
  std::vector<CmsFrame> frames = {first_.frame};
  if (sm2_.has_value()) frames.push_back(sm2_->frame);
  return frames;
}

std::vector<v1::SignatureKind> CmsSigner::kinds() const {
  std::vector<v1::SignatureKind> kinds = {first_.frame.kind()};
  if (sm2_) kinds.push_back(sm2_->frame.kind());
  return kinds;
}

std::size_t CmsSigner::MostBytes() const {
  return Longest(first_.frame, sm2_ ? Longest(sm2_->frame, "") : "").size();
}

}  // namespace creditproof::report
