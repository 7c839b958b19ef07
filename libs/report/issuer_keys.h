// The public keys of issuers, as a folder: what anybody needs to verify off
// line.
//
//   signers/*.pem  certificates of those who sign reports, of any algorithm
//   claims/*.pem   public keys of those who sign QR claims, P-256
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/crypto/signing.h"
#include "libs/report/cms_frame.h"

namespace creditproof::report {

struct IssuerKeys {
  std::vector<CmsFrame> signers;
  std::map<std::string, crypto::VerifyingKey> claims;  // by key id (4 bytes)
};

// Fails with NOT_FOUND when a folder is absent or holds no key, or with
// INVALID_ARGUMENT, naming the file that is none.
absl::StatusOr<IssuerKeys> LoadIssuerKeys(
    const std::filesystem::path& directory);

}  // namespace creditproof::report
