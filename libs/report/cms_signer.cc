#include "libs/report/cms_signer.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/report/shape.h"

namespace creditproof::report {
namespace {

absl::StatusOr<std::string> SignWith(const CmsFrame& frame,
                                     const crypto::SigningKey& key,
                                     absl::string_view document_digest) {
  return key.Sign(frame.SignedAttributes(document_digest),
                  crypto::SignatureForm::kDer);
}

std::string Longest(const CmsFrame& frame, const Beside& beside) {
  return frame.Wrap(std::string(crypto::kSha256Bytes, '\0'),
                    std::string(frame.longest_signature(), '\0'), beside);
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

void CmsSigner::AddTimeStamps(Stamper stamper, Stamp stamp) {
  stampers_ = {std::move(stamper)};
  stamp_ = std::move(stamp);
}

absl::StatusOr<std::string> CmsSigner::Sign(const DocumentDigests& document,
                                            bool time_stamped) const {
  std::string sm2;
  if (sm2_) {
    ASSIGN_OR_RETURN(const std::string signature,
                     SignWith(sm2_->frame, sm2_->signing, document.sm3));
    sm2 = sm2_->frame.Wrap(document.sm3, signature);
  }
  ASSIGN_OR_RETURN(const std::string signature,
                   SignWith(first_.frame, first_.signing, document.sha256));
  std::string token;
  if (time_stamped) {
    if (!stamp_) return NoTimeStamp("no time_stamp_server is configured");
    ASSIGN_OR_RETURN(token, stamp_(signature));
  }
  return first_.frame.Wrap(document.sha256, signature, {sm2, token});
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

std::size_t CmsSigner::BytesKept(bool time_stamped) const {
  if (time_stamped) return kStampedBytes;
  const bool is_p256 =
      first_.frame.kind() == v1::SIGNATURE_KIND_PADES_P256 && !sm2_;
  return is_p256 ? kP256Bytes : kLongBytes;
}

absl::Status CmsSigner::CheckRoom() const {
  for (const bool time_stamped : {false, true}) {
    if (time_stamped && stampers_.empty()) continue;
    const std::size_t most = MostBytes(time_stamped);
    const std::size_t kept = BytesKept(time_stamped);
    if (most <= kept) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "signatures with these certificates take ", most,
        " bytes, a report has room for ", kept, ": have shorter ones issued"));
  }
  return absl::OkStatus();
}

std::size_t CmsSigner::MostBytes(bool time_stamped) const {
  const std::string sm2 = sm2_ ? Longest(sm2_->frame, {}) : "";
  const std::string token(time_stamped ? kMostTokenBytes : 0, '\0');
  return Longest(first_.frame, {sm2, token}).size();
}

}  // namespace creditproof::report
