#include "libs/claim/claim.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/claim/base32.h"
#include "libs/claim/claim_body.h"

namespace creditproof::claim {
namespace {

// Keeps a signature over a claim from being one over anything else.
constexpr absl::string_view kContext = "creditproof-claim-v1";

}  // namespace

absl::StatusOr<std::string> SignClaim(const report::v1::ReportData& data,
                                      const crypto::SigningKey& key) {
  ASSIGN_OR_RETURN(const Claim claim, ClaimOf(data, CanonicalReportData(data),
                                              key.verifying_key().id()));
  const std::string body = WriteBody(claim);
  ASSIGN_OR_RETURN(
      const std::string signature,
      key.Sign(absl::StrCat(kContext, body), crypto::SignatureForm::kRaw));
  return body + signature;
}

absl::StatusOr<Claim> ParseClaim(absl::string_view bytes) {
  if (bytes.size() != kClaimBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a claim has 136 bytes, this has ", bytes.size()));
  }
  return ReadBody(bytes.substr(0, kBodyBytes));
}

absl::Status VerifyClaim(absl::string_view bytes,
                         const crypto::VerifyingKey& key) {
  RETURN_IF_ERROR(ParseClaim(bytes).status());
  if (bytes.substr(1, 4) != key.id()) {
    return absl::InvalidArgumentError("the claim names another key");
  }
  return key.VerifyStrict(absl::StrCat(kContext, bytes.substr(0, kBodyBytes)),
                          bytes.substr(kBodyBytes),
                          crypto::SignatureForm::kRaw);
}

std::string ClaimUrl(absl::string_view prefix, absl::string_view bytes) {
  return absl::StrCat(prefix, EncodeBase32(bytes));
}

absl::StatusOr<std::string> ClaimBytes(absl::string_view qr_text) {
  const absl::string_view text = absl::StripAsciiWhitespace(qr_text);
  const std::size_t slash = text.rfind('/');
  const absl::string_view segment =
      slash == absl::string_view::npos ? text : text.substr(slash + 1);
  ASSIGN_OR_RETURN(std::string bytes,
                   DecodeBase32(absl::AsciiStrToUpper(segment)));
  if (bytes.size() != kClaimBytes) {
    return absl::InvalidArgumentError(
        "the text of the code ends in no claim of 136 bytes");
  }
  return bytes;
}

}  // namespace creditproof::claim
