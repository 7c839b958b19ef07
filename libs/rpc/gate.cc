#include "libs/rpc/gate.h"

#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"

namespace creditproof::rpc {

absl::Status Gate::Enter(Call& call,
                         const google::protobuf::Message& request) const {
  ASSIGN_OR_RETURN(call.caller,
                   Admit(authorize_, call.method, *call.context, &request));
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* Gate::Finish(const Call& call,
                                       const absl::Status& status) const {
  observe_({call.method, call.caller.name(), status.code(),
            absl::Now() - call.start});
  call.reactor->Finish(ToGrpc(status));  // gRPC may free the call from here
  return call.reactor;
}

}  // namespace creditproof::rpc
