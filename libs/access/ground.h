// Grounds of access: who may look at whom, and why. Deny by default.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/crypto/signing.h"

namespace creditproof::access {

// What a ground that holds allows, and what the audit trail says of it.
struct Access {
  std::string ground;          // "SUBJECT", "GRANT" or "DUTY"
  std::string actor;           // portal key and actor, or agency
  bool may_see_findings;       // SUBJECT and DUTY
  std::vector<record::v1::Area> areas;  // of a DUTY, ascending; empty for all
};

// Who is asking for what.
struct Look {
  std::vector<std::string> client_names;  // of the peer's certificate
  std::string credit_code;
  absl::Time now;
};

// Judges grounds by what is configured. Immutable; thread-safe.
class Judge {
 public:
  // Reads the keys; file names are relative to `folder`.
  static absl::StatusOr<Judge> Make(const config::v1::Grounds& config,
                                    const std::filesystem::path& folder);

  // Fails with PERMISSION_DENIED (GROUND_REFUSED), naming the rule: no ground,
  // an unknown key, a wrong signature, another subject, a time outside
  // [issue_time - 1 min, expire_time], a life over 10 minutes, an unknown grant
  // (there are none yet), a duty that is not registered for the client.
  absl::StatusOr<Access> Admit(const v1::Ground& ground,
                               const Look& look) const;

 private:
  Judge() = default;

  std::map<std::string, crypto::VerifyingKey> keys_;
  std::vector<config::v1::Duty> duties_;
};

// A SUBJECT ground for `credit_code`, valid for 5 minutes from `now`.
absl::StatusOr<v1::Ground> AssertSubject(const crypto::SigningKey& key,
                                         const std::string& key_id,
                                         const std::string& credit_code,
                                         const std::string& actor,
                                         absl::Time now);

}  // namespace creditproof::access
