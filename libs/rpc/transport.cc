#include "libs/rpc/transport.h"

#include "absl/synchronization/mutex.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/config.h"

namespace creditproof::rpc {

void CheckNoLockOrder() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

absl::StatusOr<Identity> ReadIdentity(const config::v1::Tls& tls,
                                      const std::filesystem::path& folder) {
  Identity identity;
  ASSIGN_OR_RETURN(identity.authorities,
                   base::ReadFile(Resolve(folder, tls.ca_file())));
  ASSIGN_OR_RETURN(identity.certificates,
                   base::ReadFile(Resolve(folder, tls.cert_file())));
  ASSIGN_OR_RETURN(identity.private_key,
                   base::ReadFile(Resolve(folder, tls.key_file())));
  return identity;
}

}  // namespace creditproof::rpc
