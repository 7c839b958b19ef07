// On whose behalf an act by call is done, and who may act for a source.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "creditproof/ingestion/v1/source_service.pb.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

inline constexpr absl::string_view kSourceGround = "SOURCE";

struct Acting {
  std::string client;  // by its certificate
  std::string actor;   // as the ground says
  std::string ground;  // "SUBJECT", "SOURCE" or "ADMINISTRATOR"
};

// What the audit trail says of an act or a look, its outcome apart.
audit::v1::AuditEntry AuditEntryOf(const Acting& acting,
                                   absl::string_view method, absl::Time now);

// Whether one of the names in a client's certificate is a client of `source`.
bool IsClientOf(const v1::Source& source,
                const std::vector<std::string>& client);

// PERMISSION_DENIED (SOURCE_NOT_YOURS).
absl::Status NotYours(absl::string_view source_id, absl::string_view client);

// Immutable; thread-safe.
class SourceActors {
 public:
  // Administrators are whoever may call CreateSource, by `registrars`.
  explicit SourceActors(rpc::AllowList registrars)
      : registrars_(std::move(registrars)) {}

  // For the source: its own clients, else administrators. Fails with NOT_FOUND
  // (SOURCE_NOT_FOUND) or PERMISSION_DENIED (SOURCE_NOT_YOURS).
  absl::StatusOr<Acting> Admit(const View& view, absl::string_view source_id,
                               const rpc::Caller& caller) const;

  // Administrators only. Fails with PERMISSION_DENIED (CLIENT_NOT_ALLOWED).
  absl::StatusOr<Acting> AdmitAdministrator(const rpc::Caller& caller) const;

 private:
  const rpc::AllowList registrars_;
};

}  // namespace creditproof::ingestion
