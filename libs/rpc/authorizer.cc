#include "libs/rpc/authorizer.h"

#include <google/protobuf/descriptor.h>
#include <grpc/grpc_security_constants.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::rpc {

absl::StatusOr<AllowList> AllowList::Make(absl::string_view service,
                                          const Config& config) {
  const auto& known = *google::protobuf::DescriptorPool::generated_pool();
  AllowList list;
  for (const auto& [name, clients] : config) {
    const auto* method = known.FindMethodByName(name);
    if (method == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("allowed_clients: no such method: ", name));
    }
    if (method->service()->full_name() != service) continue;
    list.clients_[method->name()].insert(clients.names().begin(),
                                         clients.names().end());
  }
  return list;
}

absl::Status AllowList::Check(absl::string_view method,
                              const std::vector<std::string>& client) const {
  const auto allowed = clients_.find(method);
  if (allowed != clients_.end() &&
      std::any_of(client.begin(), client.end(), [&](const auto& name) {
        return allowed->second.contains(name);
      })) {
    return absl::OkStatus();
  }
  const std::string name = client.empty() ? "unnamed" : client.front();
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_CLIENT_NOT_ALLOWED,
                     absl::StrCat(name, " may not call ", method),
                     {{"client", name}, {"method", method}});
}

void AllowList::PutListedFirst(absl::string_view method,
                               std::vector<std::string>& client) const {
  const auto allowed = clients_.find(method);
  if (allowed == clients_.end()) return;
  std::stable_partition(client.begin(), client.end(), [&](const auto& name) {
    return allowed->second.contains(name);
  });
}

Authorizer AllowClients(AllowList list) {
  return [list = std::move(list)](absl::string_view method,
                                  const grpc::CallbackServerContext& context)
             -> absl::StatusOr<Caller> {
    const auto auth = context.auth_context();
    Caller caller;
    if (auth != nullptr && auth->IsPeerAuthenticated()) {
      for (const auto& name :
           auth->FindPropertyValues(GRPC_PEER_DNS_PROPERTY_NAME)) {
        caller.names.emplace_back(name.data(), name.size());
      }
    }
    if (caller.names.empty()) {
      return base::Error(absl::StatusCode::kUnauthenticated,
                         base::Reason::REASON_NO_CLIENT_CERTIFICATE,
                         "a client certificate with a DNS name is required");
    }
    RETURN_IF_ERROR(list.Check(method, caller.names));
    list.PutListedFirst(method, caller.names);
    return caller;
  };
}

Authorizer AllowAs(std::string name) {
  return [name = std::move(name)](
             absl::string_view,
             const grpc::CallbackServerContext&) -> absl::StatusOr<Caller> {
    return Caller{{name}};
  };
}

}  // namespace creditproof::rpc
