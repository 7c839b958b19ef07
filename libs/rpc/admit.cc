#include "libs/rpc/admit.h"

#include "libs/base/status_macros.h"
#include "libs/rpc/required.h"

namespace creditproof::rpc {

absl::Status CheckCallerWaits(const grpc::CallbackServerContext& context) {
  if (!context.IsCancelled()) return absl::OkStatus();
  return absl::CancelledError("the caller has gone");
}

absl::StatusOr<Caller> Admit(const Authorizer& authorize,
                             absl::string_view method,
                             const grpc::CallbackServerContext& context,
                             const google::protobuf::Message* request) {
  ASSIGN_OR_RETURN(Caller caller, authorize(method, context));
  RETURN_IF_ERROR(CheckCallerWaits(context));
  if (request != nullptr) RETURN_IF_ERROR(CheckRequired(*request));
  return caller;
}

}  // namespace creditproof::rpc
