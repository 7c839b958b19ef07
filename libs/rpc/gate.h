// What every unary call passes through before and after its handler.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/admit.h"
#include "libs/rpc/authorizer.h"
#include "libs/rpc/call_record.h"
#include "libs/rpc/executor.h"

namespace creditproof::rpc {

// What an attempt at a call came to: how the call ends or, with `end_later`,
// that it ends when that calls what it is given, once, on any thread.
struct Attempted {
  using End = std::function<void(const absl::Status& status)>;

  absl::Status status;
  std::function<void(End end)> end_later{};
};

// Guards one service: authorises each call, drops it if the caller has gone,
// checks its REQUIRED fields, runs `handler(request, caller)`, which returns
// absl::StatusOr<Response>, and reports the outcome to the observer and gRPC.
// `method` must live as long as the program.
//
// Must outlive the server. Thread-safe.
class Gate {
 public:
  // `executor` must outlive the server.
  Gate(Authorizer authorize, CallObserver observe, Executor& executor)
      : authorize_(std::move(authorize)),
        observe_(std::move(observe)),
        executor_(executor) {}

  // Runs `handler` at once, on gRPC's thread. For handlers that compute or
  // read what is cached: one that waits here holds up other calls.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Serve(absl::string_view method,
                                  grpc::CallbackServerContext* context,
                                  const Request* request, Response* response,
                                  Handler handler) const {
    Call call = Begin(method, context);
    absl::Status status = Enter(call, *request);
    if (status.ok()) status = Fill(response, handler(*request, call.caller));
    return Finish(call, status);
  }

  // Runs `handler` on the executor, or fails with RESOURCE_EXHAUSTED
  // (OVERLOADED). For handlers that wait: for a synced write, for a peer.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* ServeBlocking(absl::string_view method,
                                          grpc::CallbackServerContext* context,
                                          const Request* request,
                                          Response* response,
                                          Handler handler) const {
    Call call = Begin(method, context);
    const absl::Status admitted = Enter(call, *request);
    if (!admitted.ok()) return Finish(call, admitted);
    return Defer(call, request, response, handler);
  }

  // Runs `attempt(request, caller, response)` at once, on gRPC's thread, which
  // fills in the response and says how that went (Attempted); where it returns
  // nullopt, having done nothing, runs `handler` on the executor as
  // ServeBlocking does. For calls of which only some have to wait.
  template <typename Request, typename Response, typename Attempt,
            typename Handler>
  grpc::ServerUnaryReactor* ServeOrBlock(absl::string_view method,
                                         grpc::CallbackServerContext* context,
                                         const Request* request,
                                         Response* response, Attempt attempt,
                                         Handler handler) const {
    Call call = Begin(method, context);
    const absl::Status admitted = Enter(call, *request);
    if (!admitted.ok()) return Finish(call, admitted);
    const std::optional<Attempted> attempted =
        attempt(*request, call.caller, *response);
    if (!attempted.has_value()) return Defer(call, request, response, handler);
    if (!attempted->end_later) return Finish(call, attempted->status);
    // Finishes the call, and may have done so already.
    attempted->end_later(
        [this, call](const absl::Status& status) { Finish(call, status); });
    return call.reactor;
  }

 private:
  // A call in progress. gRPC keeps what it points to, and the request and
  // response, until Finish.
  struct Call {
    absl::string_view method;
    const grpc::CallbackServerContext* context;
    grpc::ServerUnaryReactor* reactor;
    absl::Time start;
    Caller caller;  // no names until admitted
  };

  static Call Begin(absl::string_view method,
                    grpc::CallbackServerContext* context) {
    return {method, context, context->DefaultReactor(), absl::Now(), {}};
  }

  template <typename Response>
  static absl::Status Fill(Response* response,
                           absl::StatusOr<Response> result) {
    if (result.ok()) *response = *std::move(result);
    return result.status();
  }

  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Defer(const Call& call, const Request* request,
                                  Response* response, Handler handler) const {
    const absl::Status accepted = executor_.Submit([=, this] {
      absl::Status status = CheckCallerWaits(*call.context);
      if (status.ok()) {
        status = Fill(response, handler(*request, call.caller));
      }
      Finish(call, status);
    });
    // An accepted task finishes the call, and may have done so already.
    return accepted.ok() ? call.reactor : Finish(call, accepted);
  }

  absl::Status Enter(Call& call,
                     const google::protobuf::Message& request) const;
  grpc::ServerUnaryReactor* Finish(const Call& call,
                                   const absl::Status& status) const;

  Authorizer authorize_;
  CallObserver observe_;
  Executor& executor_;
};

}  // namespace creditproof::rpc
