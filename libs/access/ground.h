// Grounds of access: who may look at whom, and why. Deny by default.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/crypto/signing.h"
#include "libs/token/verifier.h"

namespace creditproof::access {

// What a ground that holds allows, and what the audit trail says of it.
struct Access {
  std::string ground;  // "SUBJECT", "GRANT" or "DUTY"
  std::string actor;   // portal key and actor, identity-provider/SUB, or agency
  bool may_see_findings;                // SUBJECT and DUTY
  std::vector<record::v1::Area> areas;  // of a DUTY, ascending; empty for all
};

// Who is asking for what. Views: what they show must outlive the look.
struct Look {
  absl::Span<const std::string> client_names;  // of the peer's certificate
  absl::string_view credit_code;
  absl::Time now;
};

// Judges grounds by what is configured. Thread-safe; copies share the identity
// provider's keys.
class Judge {
 public:
  // Reads the keys, those of an identity provider as token::Verifier does; file
  // names are relative to `folder`.
  static absl::StatusOr<Judge> Make(const config::v1::Grounds& config,
                                    const std::filesystem::path& folder);

  // Fails with PERMISSION_DENIED (GROUND_REFUSED), naming the rule: NO_GROUND,
  // UNKNOWN_KEY, OTHER_CLIENT (assertions of the key, or access tokens, may not
  // come through this client), WRONG_SIGNATURE, MALFORMED_ASSERTION,
  // OTHER_SUBJECT, LIFE (not in (0, 10 min]), NOT_YET_VALID (made over 1 min in
  // the future), EXPIRED, TWO_PROOFS (an assertion and an access token),
  // NO_IDENTITY_PROVIDER (is configured), those of token::Verifier,
  // UNKNOWN_GRANT (it comes through no service that judges grants),
  // DUTY_NOT_REGISTERED (for this client). Fails with UNAVAILABLE
  // (PEER_UNAVAILABLE) while the key of an access token is being looked for.
  absl::StatusOr<Access> Admit(const v1::Ground& ground,
                               const Look& look) const;

 private:
  // A portal back end's key, and the clients that may bring what it signed.
  struct Portal {
    crypto::VerifyingKey key;
    std::vector<std::string> clients;
  };

  Judge() = default;

  absl::StatusOr<Access> AdmitSubject(const v1::SubjectGround& ground,
                                      const Look& look) const;
  absl::StatusOr<Access> AdmitAssertion(const v1::SubjectGround& ground,
                                        const Look& look) const;
  absl::StatusOr<Access> AdmitToken(const v1::SubjectGround& ground,
                                    const Look& look) const;
  absl::StatusOr<Access> AdmitGrant(const v1::GrantGround& ground,
                                    const Look& look) const;
  absl::StatusOr<Access> AdmitDuty(const v1::DutyGround& ground,
                                   const Look& look) const;

  std::map<std::string, Portal> portals_;    // by key id
  std::shared_ptr<token::Verifier> tokens_;  // null: none counts
  std::vector<std::string> token_clients_;
  std::vector<config::v1::Duty> duties_;
  std::vector<std::string> grant_clients_;
};

// A SUBJECT ground for `credit_code`, valid for 5 minutes from `now`.
absl::StatusOr<v1::Ground> AssertSubject(const crypto::SigningKey& key,
                                         const std::string& key_id,
                                         const std::string& credit_code,
                                         const std::string& actor,
                                         absl::Time now);

}  // namespace creditproof::access
