// One unary call of any method of a back end.
#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/back_end.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/joined_answer.h"

namespace creditproof::gateway {

// An empty message of a type that is linked in.
MessagePtr NewMessage(const google::protobuf::Descriptor& type);

// What `method` is called by on the wire.
std::string WireName(const google::protobuf::MethodDescriptor& method);

// As rpc::FromGrpc; what the transport says itself carries no details.
using UnaryDone = std::function<void(absl::StatusOr<MessagePtr> response)>;

// Calls `done` once, on one of gRPC's threads. An instance that names the
// partition it does not serve is not asked again; the one that serves it is,
// once. A request that names no subject goes to every instance of a split
// service, and their answers are joined.
void CallUnary(const BackEnd& back_end,
               const google::protobuf::MethodDescriptor& method,
               MessagePtr request, CallTerms terms, UnaryDone done);

}  // namespace creditproof::gateway
