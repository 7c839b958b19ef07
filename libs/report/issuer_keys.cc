#include "libs/report/issuer_keys.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {
namespace {

// In order of their names.
absl::StatusOr<std::vector<std::filesystem::path>> PemFiles(
    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".pem") files.push_back(entry.path());
  }
  if (error || files.empty()) {
    return absl::NotFoundError(absl::StrCat(folder.c_str(), " holds no *.pem"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// `status` with the file in front.
absl::Status In(const std::filesystem::path& file, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(file.c_str(), ": ", status.message()));
}

}  // namespace

absl::StatusOr<IssuerKeys> LoadIssuerKeys(
    const std::filesystem::path& directory) {
  IssuerKeys keys;
  ASSIGN_OR_RETURN(const auto signers, PemFiles(directory / "signers"));
  for (const std::filesystem::path& file : signers) {
    ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
    absl::StatusOr<CmsFrame> frame = CmsFrame::FromPem(pem);
    if (!frame.ok()) return In(file, frame.status());
    keys.signers.push_back(*std::move(frame));
  }
  ASSIGN_OR_RETURN(const auto claims, PemFiles(directory / "claims"));
  for (const std::filesystem::path& file : claims) {
    ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
    const auto key = crypto::VerifyingKey::FromPem(pem);
    if (!key.ok()) return In(file, key.status());
    if (keys.claims.emplace(key->id(), *key).second) continue;
    return In(file, absl::InvalidArgumentError(
                        "another key of the folder has the same id"));
  }
  return keys;
}

}  // namespace creditproof::report
