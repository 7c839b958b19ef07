#include "libs/report/issuer_keys.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {
namespace {

using Files = std::vector<std::filesystem::path>;

// In order of their names.
Files PemFilesIfAny(const std::filesystem::path& folder) {
  Files files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".pem") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<Files> PemFiles(const std::filesystem::path& folder) {
  Files files = PemFilesIfAny(folder);
  if (!files.empty()) return files;
  return absl::NotFoundError(absl::StrCat(folder.c_str(), " holds no *.pem"));
}

// `status` with the file in front.
absl::Status In(const std::filesystem::path& file, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(),
                      absl::StrCat(file.c_str(), ": ", status.message()));
}

absl::Status CheckKnown(const keys::KeyHistory& history,
                        const crypto::VerifyingKey& key,
                        keys::v1::Key::Purpose purpose) {
  const keys::Key* const known = history.Find(key.fingerprint());
  if (known != nullptr && known->purpose == purpose) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("the key is not in ", kKeyHistoryFile, " as ",
                   keys::v1::Key::Purpose_Name(purpose),
                   ": creditproof keys create and keys trust make keys that "
                   "are (docs/formats/keys.md)"));
}

absl::Status ReadSigner(const std::filesystem::path& file, IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
  ASSIGN_OR_RETURN(CmsFrame frame, CmsFrame::FromPem(pem));
  RETURN_IF_ERROR(
      CheckKnown(keys.history, frame.key(), keys::v1::Key::PURPOSE_REPORT));
  keys.signers.push_back(std::move(frame));
  return absl::OkStatus();
}

absl::Status ReadClaimKey(const std::filesystem::path& file, IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
  ASSIGN_OR_RETURN(const crypto::VerifyingKey key,
                   crypto::VerifyingKey::FromPem(pem));
  RETURN_IF_ERROR(CheckKnown(keys.history, key, keys::v1::Key::PURPOSE_CLAIM));
  if (keys.claims.emplace(key.id(), key).second) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "another key of the folder has the same id");
}

absl::Status ReadStamper(const std::filesystem::path& file, IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
  ASSIGN_OR_RETURN(Stamper stamper, Stamper::FromPem(pem));
  RETURN_IF_ERROR(CheckKnown(keys.history, stamper.key(),
                             keys::v1::Key::PURPOSE_TIME_STAMP));
  keys.stampers.push_back(std::move(stamper));
  return absl::OkStatus();
}

bool IsThere(const keys::Key& key, const IssuerKeys& keys) {
  const auto is_it = [&key](const crypto::VerifyingKey& other) {
    return other.fingerprint() == key.fingerprint;
  };
  return std::any_of(keys.signers.begin(), keys.signers.end(),
                     [&](const auto& frame) { return is_it(frame.key()); }) ||
         std::any_of(keys.claims.begin(), keys.claims.end(),
                     [&](const auto& entry) { return is_it(entry.second); }) ||
         std::any_of(keys.stampers.begin(), keys.stampers.end(),
                     [&](const auto& stamper) { return is_it(stamper.key()); });
}

// What ever signed is needed for ever.
absl::Status CheckComplete(const IssuerKeys& keys) {
  for (const keys::Key& key : keys.history.keys()) {
    if (!key.activated || IsThere(key, keys)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "no *.pem holds the key ", absl::BytesToHexString(key.fingerprint),
        " of ", kKeyHistoryFile, ": what ever signed is never removed"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<IssuerKeys> LoadIssuerKeys(
    const std::filesystem::path& directory) {
  IssuerKeys keys;
  const std::filesystem::path history = directory / kKeyHistoryFile;
  ASSIGN_OR_RETURN(const std::string text, base::ReadFile(history));
  absl::StatusOr<keys::KeyHistory> parsed = keys::KeyHistory::Parse(text);
  if (!parsed.ok()) return In(history, parsed.status());
  keys.history = *std::move(parsed);

  ASSIGN_OR_RETURN(const auto signers, PemFiles(directory / "signers"));
  for (const std::filesystem::path& file : signers) {
    RETURN_IF_ERROR(In(file, ReadSigner(file, keys)));
  }
  ASSIGN_OR_RETURN(const auto claims, PemFiles(directory / "claims"));
  for (const std::filesystem::path& file : claims) {
    RETURN_IF_ERROR(In(file, ReadClaimKey(file, keys)));
  }
  for (const auto& file : PemFilesIfAny(directory / "stampers")) {
    RETURN_IF_ERROR(In(file, ReadStamper(file, keys)));
  }
  RETURN_IF_ERROR(In(history, CheckComplete(keys)));
  return keys;
}

}  // namespace creditproof::report
