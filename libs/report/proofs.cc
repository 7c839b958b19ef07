#include "libs/report/proofs.h"

#include <algorithm>

#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"

namespace creditproof::report {
namespace {

absl::Status Broken(absl::string_view rule) {
  return absl::InvalidArgumentError(rule);
}

// The issuer, among those whose signatures are over digests by `hash`, whose
// signature `cms` is with `beside` in its unsigned attributes. Null when it is
// nobody's.
const CmsFrame* SignerOf(absl::string_view cms, crypto::Hash hash,
                         absl::string_view digest, const Beside& beside,
                         const std::vector<CmsFrame>& issuers) {
  const auto found =
      std::find_if(issuers.begin(), issuers.end(), [&](const CmsFrame& issuer) {
        return issuer.hash() == hash && issuer.IsSignature(cms, digest, beside);
      });
  return found == issuers.end() ? nullptr : &*found;
}

void ReadStamp(absl::string_view token, absl::string_view signature,
               const std::vector<Stamper>& stampers, Proofs& proofs) {
  for (const Stamper& stamper : stampers) {
    proofs.stamped_at = stamper.TimeOf(token, signature);
    proofs.stamper = &stamper;
    if (proofs.stamped_at) return;
  }
}

absl::Status CheckStamp(const v1::ReportData& data,
                        const std::optional<absl::Time>& stamped_at) {
  if (data.time_stamped() != stamped_at.has_value()) {
    return Broken("a time stamp that the data does not demand, or none");
  }
  if (!stamped_at) return absl::OkStatus();
  const absl::Time issued = absl::FromUnixSeconds(data.issue_time().seconds());
  if (absl::AbsDuration(*stamped_at - issued) <= kMostStampDistance) {
    return absl::OkStatus();
  }
  return Broken("stamped at another time than it was issued");
}

}  // namespace

absl::StatusOr<Proofs> ReadProofs(absl::string_view cms,
                                  const DocumentDigests& document,
                                  const Known& known) {
  Proofs proofs;
  const Beside beside = BesideWithin(cms);
  proofs.signers.push_back(SignerOf(cms, crypto::Hash::kSha256, document.sha256,
                                    beside, known.issuers));
  if (proofs.signers.back() == nullptr) {
    return Broken("no issuer's signature over these bytes");
  }
  if (!beside.sm2.empty()) {
    proofs.signers.push_back(SignerOf(beside.sm2, crypto::Hash::kSm3,
                                      document.sm3, {}, known.issuers));
    if (proofs.signers.back() == nullptr) {
      return Broken("no issuer's SM2 signature");
    }
  }
  if (!beside.time_stamp.empty()) {
    ReadStamp(beside.time_stamp, SignatureWithin(cms), known.stampers, proofs);
    if (!proofs.stamped_at) return Broken("no authority's time stamp");
  }
  return proofs;
}

absl::Status CheckDemanded(const std::string& report_data,
                           const Proofs& proofs) {
  if (report_data.empty()) return Broken("no data of a report attached");
  ASSIGN_OR_RETURN(const v1::ReportData data,
                   claim::ParseReportData(report_data));
  const auto& demanded = data.signatures();
  if (!std::equal(demanded.begin(), demanded.end(), proofs.signers.begin(),
                  proofs.signers.end(), [](int kind, const CmsFrame* signer) {
                    return kind == signer->kind();
                  })) {
    return Broken("not the signatures that the data demands");
  }
  return CheckStamp(data, proofs.stamped_at);
}

}  // namespace creditproof::report
