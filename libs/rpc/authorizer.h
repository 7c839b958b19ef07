// Who may call which method. What is not listed is refused.
#pragma once

#include <google/protobuf/map.h>
#include <grpcpp/server_context.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/config/v1/config.pb.h"

namespace creditproof::rpc {

// Who is calling, as the client's certificate says.
struct Caller {
  std::vector<std::string> names;  // every DNS name; one or more; listed first

  // The first name, that which was listed: what logs, the audit trail and
  // whoever counts administrators say. Empty for a caller that was not
  // admitted.
  absl::string_view name() const {
    return names.empty() ? absl::string_view() : names.front();
  }

  // Whom of its many visitors it asks for (visitor.h). Empty when it does not
  // say so. Of whoever that is nothing is stored or logged.
  std::string visitor{};
};

// Decides whether the peer may call `method`, such as "GetSubject", and says
// who it is. Fails with UNAUTHENTICATED (NO_CLIENT_CERTIFICATE) or
// PERMISSION_DENIED (CLIENT_NOT_ALLOWED). Thread-safe.
using Authorizer = std::function<absl::StatusOr<Caller>(
    absl::string_view method, const grpc::CallbackServerContext& context)>;

// The methods of one service and the clients of each. Immutable.
class AllowList {
 public:
  using Config = google::protobuf::Map<std::string, config::v1::Clients>;

  // What `config` allows for `service`, such as
  // "creditproof.record.v1.RecordService"; its other entries are ignored.
  // Fails with INVALID_ARGUMENT when an entry names no method of any service.
  static absl::StatusOr<AllowList> Make(absl::string_view service,
                                        const Config& config);

  // `names` holds every DNS name in the client's certificate; one of them must
  // be listed, and comes first in the caller's: who has certificates with other
  // names besides is the same caller by each of them. Fails with
  // PERMISSION_DENIED (CLIENT_NOT_ALLOWED).
  absl::StatusOr<Caller> Admit(absl::string_view method,
                               std::vector<std::string> names) const;

 private:
  AllowList() = default;

  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> clients_;
};

// Checks the peer's verified client certificate against `list`.
Authorizer AllowClients(AllowList list);

// Lets everyone through as `name`. For tests and benchmarks over plain TCP,
// where nobody has a certificate.
Authorizer AllowAs(std::string name);

}  // namespace creditproof::rpc
