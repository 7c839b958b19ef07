#include "libs/rpc/authorizer.h"

#include <google/protobuf/descriptor.h>
#include <grpc/grpc_security_constants.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"

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

absl::StatusOr<Caller> AllowList::Admit(absl::string_view method,
                                        std::vector<std::string> names) const {
  const auto allowed = clients_.find(method);
  const auto listed = [&](const std::string& name) {
    return allowed != clients_.end() && allowed->second.contains(name);
  };
  if (std::stable_partition(names.begin(), names.end(), listed) !=
      names.begin()) {
    return Caller{std::move(names)};
  }
  const std::string name = names.empty() ? "unnamed" : names.front();
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_CLIENT_NOT_ALLOWED,
                     absl::StrCat("未获授权：", name, " 不能调用 ", method,
                                  "，请由运维列入该服务的 allowed_clients / ",
                                  name, " may not call ", method,
                                  ": allowed_clients does not name it"),
                     {{"client", name}, {"method", method}});
}

Authorizer AllowClients(AllowList list) {
  return [list = std::move(list)](absl::string_view method,
                                  const grpc::CallbackServerContext& context)
             -> absl::StatusOr<Caller> {
    const auto auth = context.auth_context();
    std::vector<std::string> names;
    if (auth != nullptr && auth->IsPeerAuthenticated()) {
      for (const auto& name :
           auth->FindPropertyValues(GRPC_PEER_DNS_PROPERTY_NAME)) {
        names.emplace_back(name.data(), name.size());
      }
    }
    if (names.empty()) {
      return base::Error(absl::StatusCode::kUnauthenticated,
                         base::Reason::REASON_NO_CLIENT_CERTIFICATE,
                         "a client certificate with a DNS name is required");
    }
    return list.Admit(method, std::move(names));
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
