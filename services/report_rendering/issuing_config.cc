#include "services/report_rendering/issuing_config.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/qr/qr.h"
#include "libs/report/read_back.h"
#include "libs/rpc/config.h"

namespace creditproof::report_rendering {
namespace {

// 256 bits: nobody guesses the number of another's report.
constexpr std::size_t kFewestSecretBytes = 32;

absl::Status CheckUrlPrefix(const std::string& prefix) {
  const std::string claim(claim::kClaimBytes, '\0');
  const std::string url = claim::ClaimUrl(prefix, claim);
  const absl::StatusOr<std::string> read = claim::ClaimBytes(url);
  if (!absl::EndsWith(prefix, "/") || !read.ok() || *read != claim) {
    return absl::InvalidArgumentError(
        absl::StrCat("claim_url_prefix must end in /, this is ", prefix));
  }
  const absl::Status encoded = qr::Encode(url).status();
  if (encoded.ok()) return encoded;
  return absl::InvalidArgumentError(
      absl::StrCat("claim_url_prefix makes no QR code: ", encoded.message()));
}

// Of the claim's key, then of those that sign the PDF.
std::vector<std::string> Fingerprints(const crypto::SigningKey& claim_key,
                                      const report::CmsSigner& signer) {
  std::vector<std::string> fingerprints = {
      claim_key.verifying_key().fingerprint()};
  for (const report::CmsFrame& frame : signer.frames()) {
    fingerprints.push_back(frame.key().fingerprint());
  }
  return fingerprints;
}

// Whoever verifies wants the very certificate: one that was renewed for the
// same key makes reports that nobody recognises.
absl::Status CheckCertificates(const std::vector<report::CmsFrame>& mine,
                               const std::vector<report::CmsFrame>& known) {
  for (const report::CmsFrame& frame : mine) {
    const bool found = std::any_of(
        known.begin(), known.end(), [&](const report::CmsFrame& one) {
          return one.certificate() == frame.certificate();
        });
    if (found) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        "the certificate of the key ",
        absl::BytesToHexString(frame.key().fingerprint()),
        " is not the one in signers/ of the key directory: what it signs would "
        "be called altered. Put this certificate there, too, and at everybody "
        "who verifies, before it is used"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<report::CmsSigner> LoadSigner(
    const config::v1::ReportRendering& config,
    const std::filesystem::path& folder) {
  const auto read = [&folder](const std::string& file) {
    return base::ReadFile(rpc::Resolve(folder, file));
  };
  ASSIGN_OR_RETURN(const std::string certificate,
                   read(config.signing_cert_file()));
  ASSIGN_OR_RETURN(const std::string key, read(config.signing_key_file()));
  ASSIGN_OR_RETURN(report::CmsSigner signer,
                   report::CmsSigner::Make(certificate, key));
  if (config.sm2_key_file().empty() != config.sm2_cert_file().empty()) {
    return absl::InvalidArgumentError(
        "sm2_key_file and sm2_cert_file go together");
  }
  if (config.sm2_key_file().empty()) return signer;
  ASSIGN_OR_RETURN(const std::string sm2_certificate,
                   read(config.sm2_cert_file()));
  ASSIGN_OR_RETURN(const std::string sm2_key, read(config.sm2_key_file()));
  RETURN_IF_ERROR(signer.AddSm2(sm2_certificate, sm2_key));
  return signer;
}

absl::StatusOr<Issuing> LoadIssuing(const config::v1::ReportRendering& config,
                                    const std::filesystem::path& folder,
                                    const report::CmsSigner& signer,
                                    const report::Templates& templates,
                                    report::KeySource keys) {
  RETURN_IF_ERROR(CheckUrlPrefix(config.claim_url_prefix()));
  ASSIGN_OR_RETURN(
      const std::string claim_pem,
      base::ReadFile(rpc::Resolve(folder, config.claim_key_file())));
  ASSIGN_OR_RETURN(crypto::SigningKey claim_key,
                   crypto::SigningKey::FromPem(claim_pem));
  ASSIGN_OR_RETURN(
      std::string secret,
      base::ReadFile(rpc::Resolve(folder, config.number_secret_file())));
  if (secret.size() < kFewestSecretBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(config.number_secret_file(), " has ", secret.size(),
                     " bytes, ", kFewestSecretBytes, " or more are wanted"));
  }
  std::vector<std::string> fingerprints = Fingerprints(claim_key, signer);
  const auto may_sign = [fingerprints, frames = signer.frames(),
                         keys = std::move(keys)]() -> absl::Status {
    const auto known = keys();
    RETURN_IF_ERROR(known->history.CheckMaySign(fingerprints));
    return CheckCertificates(frames, known->signers);
  };
  RETURN_IF_ERROR(may_sign());
  return Issuing{
      std::move(secret), std::move(claim_key),    config.claim_url_prefix(),
      signer.kinds(),    std::move(fingerprints), templates,
      may_sign};
}

absl::StatusOr<report::Templates> LoadTemplates(
    const config::v1::ReportRendering& config,
    const std::filesystem::path& folder) {
  const std::filesystem::path fonts = FontDirectory(config, folder);
  ASSIGN_OR_RETURN(
      report::Templates templates,
      report::Templates::Load(rpc::Resolve(folder, config.template_directory()),
                              fonts));
  RETURN_IF_ERROR(report::ReadBackSpecimens(templates, fonts));
  return templates;
}

std::filesystem::path FontDirectory(const config::v1::ReportRendering& config,
                                    const std::filesystem::path& folder) {
  if (config.font_directory().empty()) return "/usr/share/fonts";
  return rpc::Resolve(folder, config.font_directory());
}

}  // namespace creditproof::report_rendering
