#include "libs/rpc/gate.h"

#include "libs/base/status_macros.h"
#include "libs/rpc/required.h"
#include "libs/rpc/status.h"

namespace creditproof::rpc {

absl::Status Gate::CheckCallerWaits(const Call& call) {
  if (!call.context->IsCancelled()) return absl::OkStatus();
  return absl::CancelledError("the caller has gone");
}

absl::Status Gate::Admit(Call& call,
                         const google::protobuf::Message& request) const {
  ASSIGN_OR_RETURN(call.caller, authorize_(call.method, *call.context));
  RETURN_IF_ERROR(CheckCallerWaits(call));
  return CheckRequired(request);
}

grpc::ServerUnaryReactor* Gate::Finish(const Call& call,
                                       const absl::Status& status) const {
  observe_({call.method,
            call.caller.names.empty() ? "" : call.caller.name(), status.code(),
            absl::Now() - call.start});
  call.reactor->Finish(ToGrpc(status));  // gRPC may free the call from here
  return call.reactor;
}

}  // namespace creditproof::rpc
