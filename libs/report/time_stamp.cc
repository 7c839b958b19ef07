#include "libs/report/time_stamp.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/certificate.h"
#include "libs/crypto/digest.h"
#include "libs/report/cms_parts.h"
#include "libs/report/der.h"

namespace creditproof::report {
namespace {

using cms::FindAttribute;
using cms::Identifier;
using cms::Literal;
using der::Value;

// id-ct-TSTInfo.
constexpr auto kTstInfo = Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\1\4");
// What names the certificate that an authority says it signed with.
constexpr auto kSigningCertificate =
    Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\xC");
constexpr auto kSigningCertificateV2 =
    Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\x2F");
constexpr auto kSha256AndNull =
    Literal("\x30\xD\6\x9\x60\x86\x48\1\x65\3\4\2\1\5\0");
constexpr auto kVersion3 = Literal("\2\1\3");
constexpr auto kGranted = Literal("\2\1\0");
constexpr auto kGrantedWithMods = Literal("\2\1\1");

// In a TSTInfo.
enum InfoField : int { kVersion = 0, kImprint = 2, kTime = 4, kFirstOptional };

bool Is(der::Tag tag, absl::string_view value) {
  return !value.empty() && static_cast<unsigned char>(value[0]) == tag;
}

// As anybody writes it, with NULL, since it is signed as it was asked.
std::string Imprint(absl::string_view signature) {
  return Value(der::kSequence,
               absl::StrCat(kSha256AndNull, Value(der::kOctetString,
                                                  crypto::Sha256(signature))));
}

// Positive, whatever the bytes.
std::string Nonce(absl::string_view nonce) {
  return Value(der::kInteger, absl::StrCat("\1", nonce));
}

// The GeneralizedTime of RFC 3161: in UTC, with or without fractions.
std::optional<absl::Time> ReadTime(absl::string_view value) {
  absl::string_view text = der::Content(value);
  if (!Is(der::kGeneralizedTime, value) || !absl::ConsumeSuffix(&text, "Z")) {
    return std::nullopt;
  }
  absl::Time time;
  if (!absl::ParseTime("%E4Y%m%d%H%M%E*S", text, &time, nullptr)) {
    return std::nullopt;
  }
  return time;
}

bool HasNonce(absl::string_view info, absl::string_view nonce) {
  const std::vector<absl::string_view> fields = der::Children(info);
  for (std::size_t i = kFirstOptional; i < fields.size(); ++i) {
    if (Is(der::kInteger, fields[i])) return fields[i] == Nonce(nonce);
  }
  return false;
}

absl::Status Bad(absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("the time stamp server's answer ", why));
}

// Of a PKIStatusInfo that says no.
absl::Status Refusal(absl::string_view status) {
  const absl::string_view number = der::Content(der::At(status, {0}));
  const int code = number.empty() ? -1 : static_cast<unsigned char>(number[0]);
  // The server's words: as many as fit an error, and escaped.
  constexpr std::size_t kMostWords = 200;
  const absl::string_view words = der::Content(der::At(status, {1, 0}));
  return Bad(absl::StrCat("is a refusal, status ", code, " (",
                          absl::Utf8SafeCHexEscape(words.substr(0, kMostWords)),
                          ")"));
}

}  // namespace

absl::Status NoTimeStamp(absl::string_view cause) {
  return base::Error(
      absl::StatusCode::kUnavailable,
      base::Reason::REASON_TIME_STAMP_UNAVAILABLE,
      absl::StrCat("没有取得时间戳，请稍后用同一 request_id 再试 no time stamp "
                   "was had: nothing was lost, try again later with the same "
                   "request_id (",
                   cause, ")"),
      {{"cause", cause}});
}

// What the authority signed, and its signature.
struct Stamper::Parts {
  absl::string_view info;        // TSTInfo
  absl::string_view attributes;  // tag and length included
  std::string signature;         // DER, or RSA's
};

std::string TimeStampRequest(absl::string_view signature,
                             absl::string_view nonce) {
  return Value(der::kSequence,
               absl::StrCat(cms::kVersion1, Imprint(signature), Nonce(nonce)));
}

absl::StatusOr<Stamper> Stamper::FromPem(absl::string_view certificate) {
  ASSIGN_OR_RETURN(crypto::CertificateParts parts,
                   crypto::ReadCertificate(certificate));
  if (parts.key.algorithm() == crypto::Algorithm::kSm2) {
    return absl::InvalidArgumentError(
        "time stamps are signed with P-256 or RSA of 2048 bits, not with SM2");
  }
  Stamper stamper(parts.key);
  stamper.issuer_and_serial_ =
      Value(der::kSequence, absl::StrCat(parts.issuer_der, parts.serial_der));
  stamper.certificate_ = std::move(parts.der);
  stamper.for_time_stamps_ = parts.for_time_stamps;
  return stamper;
}

absl::Status Stamper::CheckUsage() const {
  if (for_time_stamps_) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "时间戳证书的扩展密钥用法必须为关键项且仅有时间戳 the certificate is not "
      "for time stamps alone: its extendedKeyUsage must be critical and "
      "timeStamping, nothing else (RFC 3161 2.3)");
}

// The last value of a SignedData are its signers, whatever is left out.
std::optional<Stamper::Parts> Stamper::Read(absl::string_view token) {
  const std::vector<absl::string_view> data =
      der::Children(der::At(token, {1, 0}));
  if (data.size() < 4) return std::nullopt;
  const absl::string_view info = der::At(data[2], {1, 0});
  const std::vector<absl::string_view> signer =
      der::Children(der::At(data.back(), {0}));
  if (!Is(der::kOctetString, info) || signer.size() < 6 ||
      !Is(der::kContext0, signer[3]) || !Is(der::kOctetString, signer[5])) {
    return std::nullopt;
  }
  return Parts{der::Content(info), signer[3],
               std::string(der::Content(signer[5]))};
}

std::string Stamper::Write(const Parts& parts) const {
  const std::string hash = Identifier(crypto::Hash::kSha256);
  const std::string info = Value(der::kOctetString, parts.info);
  const std::string signer =
      Value(der::kSequence,
            absl::StrCat(cms::kVersion1, issuer_and_serial_, hash,
                         parts.attributes, Identifier(key_.algorithm()),
                         Value(der::kOctetString, parts.signature)));
  return cms::SignedDataInfo(Value(
      der::kSequence,
      absl::StrCat(kVersion3, Value(der::kSet, hash),
                   Value(der::kSequence,
                         absl::StrCat(kTstInfo, Value(der::kContext0, info))),
                   Value(der::kContext0, certificate_),
                   Value(der::kSet, signer))));
}

bool Stamper::Signed(const Parts& parts) const {
  std::string attributes(parts.attributes);
  attributes[0] = static_cast<char>(der::kSet);  // as it is signed
  return FindAttribute(attributes, cms::kContentType) == kTstInfo &&
         FindAttribute(attributes, cms::kMessageDigest) ==
             Value(der::kOctetString, crypto::Sha256(parts.info)) &&
         key_.VerifyStrict(attributes, parts.signature,
                           crypto::SignatureForm::kDer)
             .ok();
}

// The first of the certificates named is the signer's (RFC 5035).
bool Stamper::IsNamedIn(const Parts& parts) const {
  for (const absl::string_view type :
       {kSigningCertificateV2, kSigningCertificate}) {
    const absl::string_view named = FindAttribute(parts.attributes, type);
    for (const absl::string_view field :
         der::Children(der::At(named, {0, 0}))) {
      if (!Is(der::kOctetString, field)) continue;
      return crypto::NamesCertificate(der::Content(field), certificate_);
    }
  }
  return false;
}

std::optional<absl::Time> Stamper::TimeOf(absl::string_view token,
                                          absl::string_view signature) const {
  const std::optional<Parts> parts = Read(token);
  if (!parts || Write(*parts) != token || !Signed(*parts)) return std::nullopt;
  const absl::string_view info = parts->info;
  if (der::At(info, {kVersion}) != cms::kVersion1 ||
      der::At(info, {kImprint}) != Imprint(signature)) {
    return std::nullopt;
  }
  return ReadTime(der::At(info, {kTime}));
}

absl::StatusOr<std::string> Stamper::ReadAnswer(absl::string_view answer,
                                                absl::string_view signature,
                                                absl::string_view nonce) const {
  const absl::string_view status = der::At(answer, {0});
  const absl::string_view granted = der::At(status, {0});
  if (granted.empty()) return Bad("is no TimeStampResp");
  if (granted != kGranted && granted != kGrantedWithMods) {
    return Refusal(status);
  }
  std::optional<Parts> parts = Read(der::At(answer, {1}));
  if (!parts) return Bad("holds no token of CMS in DER");
  parts->signature = key_.StrictForm(parts->signature);
  const std::string token = Write(*parts);
  if (!Signed(*parts)) {
    return Bad(
        "is not signed by the authority whose certificate is configured");
  }
  if (!IsNamedIn(*parts)) {
    return Bad(
        "does not name the certificate that is configured as the one it was "
        "signed with (ESSCertID)");
  }
  if (!TimeOf(token, signature)) return Bad("is not about what it was asked");
  if (!HasNonce(parts->info, nonce))
    return Bad("is one to an earlier question");
  if (token.size() > kMostTokenBytes) {
    return Bad(absl::StrCat("makes a token of ", token.size(),
                            " bytes, there is room for ", kMostTokenBytes));
  }
  return token;
}

}  // namespace creditproof::report
