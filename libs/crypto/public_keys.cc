#include "libs/crypto/public_keys.h"

#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::crypto {

absl::StatusOr<std::vector<VerifyingKey>> LoadPublicKeys(
    const std::filesystem::path& folder) {
  std::vector<VerifyingKey> keys;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".pem") continue;
    ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(entry.path()));
    const auto key = VerifyingKey::FromPem(pem);
    if (!key.ok()) {
      return absl::Status(
          key.status().code(),
          absl::StrCat(entry.path().c_str(), ": ", key.status().message()));
    }
    keys.push_back(*key);
  }
  if (!error && !keys.empty()) return keys;
  return absl::NotFoundError(absl::StrCat(folder.c_str(), " holds no *.pem"));
}

}  // namespace creditproof::crypto
