// Who calls, for tests without certificates.
#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/authorizer.h"

namespace creditproof::ingestion {

// Whom the call's metadata name, as a certificate would.
inline absl::StatusOr<rpc::Caller> CallerSaid(
    absl::string_view, const grpc::CallbackServerContext& context) {
  rpc::Caller caller;
  const auto [first, last] = context.client_metadata().equal_range("as");
  for (auto it = first; it != last; ++it) {
    caller.names.emplace_back(it->second.data(), it->second.size());
  }
  return caller;
}

}  // namespace creditproof::ingestion
