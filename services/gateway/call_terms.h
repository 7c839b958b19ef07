// How back ends are called, besides what they are asked.
#pragma once

#include <grpcpp/client_context.h>

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

struct CallTerms {
  absl::Time deadline;
  std::string visitor;  // see libs/rpc/visitor.h
};

void Apply(const CallTerms& terms, grpc::ClientContext& context);

// Thread-safe.
class CallRules {
 public:
  // `call_time` is how long a back end may take over a unary call.
  CallRules(absl::Duration call_time, std::string visitor_key)
      : call_time_(call_time), visitor_key_(std::move(visitor_key)) {}

  // From now on, for who sends `request`: a digest of the address, which is all
  // that back ends learn of the client.
  CallTerms ForUnary(const Request& request) const;
  CallTerms ForStream(const Request& request) const;

 private:
  std::string VisitorOf(const Request& request) const;

  const absl::Duration call_time_;
  const std::string visitor_key_;
};

}  // namespace creditproof::gateway
