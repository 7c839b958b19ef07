// What every call, unary or streaming, must pass before its handler runs.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/authorizer.h"

namespace creditproof::rpc {

// CANCELLED when nobody waits for the answer any more.
absl::Status CheckCallerWaits(const grpc::CallbackServerContext& context);

// Who calls, if it may, still waits and, unless `request` is null, has set
// every REQUIRED field.
absl::StatusOr<Caller> Admit(const Authorizer& authorize,
                             absl::string_view method,
                             const grpc::CallbackServerContext& context,
                             const google::protobuf::Message* request);

}  // namespace creditproof::rpc
