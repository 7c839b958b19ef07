// The public keys of issuers, as a folder: what anybody needs to verify off
// line.
//
//   signers/*.pem   certificates of those who sign reports, of any algorithm
//   claims/*.pem    public keys of those who sign QR claims, P-256
//   stampers/*.pem  certificates of those who sign time stamps; may be absent
//   keys.textproto  what became of each (libs/keys)
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/crypto/signing.h"
#include "libs/keys/key_history.h"
#include "libs/report/cms_frame.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

inline constexpr char kKeyHistoryFile[] = "keys.textproto";

struct IssuerKeys {
  std::vector<CmsFrame> signers;
  std::map<std::string, crypto::VerifyingKey> claims;  // by key id (4 bytes)
  std::vector<Stamper> stampers;
  keys::KeyHistory history;  // of all of them
};

// Fails with NOT_FOUND when one of the first two folders or the history is
// absent, or holds no key,
// or with INVALID_ARGUMENT, naming the file that is none, has no history, or is
// missing although it once signed.
absl::StatusOr<IssuerKeys> LoadIssuerKeys(
    const std::filesystem::path& directory);

}  // namespace creditproof::report
