// What a report-rendering instance issues with, as its configuration says.
#pragma once

#include <filesystem>

#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/report/cms_signer.h"
#include "libs/report/key_folder.h"
#include "libs/report/templates.h"
#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

// Signs PDFs, with SM2 too where the configuration has a key for it. File names
// are relative to `folder`.
absl::StatusOr<report::CmsSigner> LoadSigner(
    const config::v1::ReportRendering& config,
    const std::filesystem::path& folder);

// Fails with INVALID_ARGUMENT when the number secret is shorter than 32 bytes,
// or when claims behind the URL prefix do not make a QR code or could not be
// read back out of it, or with FAILED_PRECONDITION when a key that is to sign
// is not ACTIVE by `keys`, which are asked before each report too. Reports
// state what `signer` signs with, and are drawn by `templates`.
absl::StatusOr<Issuing> LoadIssuing(const config::v1::ReportRendering& config,
                                    const std::filesystem::path& folder,
                                    const report::CmsSigner& signer,
                                    const report::Templates& templates,
                                    report::KeySource keys);

// Those of the configured folder. Fails as Templates::Load does, and as
// report::ReadBackSpecimens: what would stop issuing stops the start.
absl::StatusOr<report::Templates> LoadTemplates(
    const config::v1::ReportRendering& config,
    const std::filesystem::path& folder);

// Where the faces are: Debian's folder unless configured.
std::filesystem::path FontDirectory(const config::v1::ReportRendering& config,
                                    const std::filesystem::path& folder);

}  // namespace creditproof::report_rendering
