// Streaming calls as plain blocking code: each runs on a thread of an executor
// and reads and writes one message at a time.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/authorizer.h"
#include "libs/rpc/call_record.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/stream_reactor.h"

namespace creditproof::rpc {

// Guards the streaming calls of one service as Gate guards the unary ones.
// `method` must live as long as the program. A call beyond the executor's
// threads fails with RESOURCE_EXHAUSTED (OVERLOADED): a stream can last for
// ever, and one that waited for its end would wait in silence.
//
// Copies share their count of calls in progress.
//
// Must outlive the server. Thread-safe.
class StreamGate {
 public:
  // Every call in progress holds one thread of `executor`, so it serves
  // the streams of this gate only and has as many threads as there may be
  // calls. It must outlive the server.
  StreamGate(Authorizer authorize, CallObserver observe, Executor& executor)
      : authorize_(std::move(authorize)),
        observe_(std::move(observe)),
        executor_(executor) {}

  // Runs `handler(ServerStream<Request, Response>&, const Caller&)`; the
  // absl::Status that it returns ends the call. It may return while the client
  // still sends. REQUIRED fields of what it reads are its own to check (see
  // CheckRequired). Name both types: ServeBidi<Request, Response>(...).
  template <typename Request, typename Response, typename Handler>
  grpc::ServerBidiReactor<Request, Response>* ServeBidi(
      absl::string_view method, grpc::CallbackServerContext* context,
      Handler handler) const {
    auto* stream = new BidiReactor<Request, Response>(*context);
    Start({method, context, nullptr,
           [=](const Caller& caller) { return handler(*stream, caller); },
           [=](const grpc::Status& status) { stream->Finish(status); }});
    return stream;
  }

  // Runs `handler(ServerReader<Request>&, const Caller&)` likewise; the
  // absl::StatusOr<Response> that it returns answers the call.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerReadReactor<Request>* ServeReader(
      absl::string_view method, grpc::CallbackServerContext* context,
      Response* response, Handler handler) const {
    auto* stream = new ReadReactor<Request>(*context);
    Start({method, context, nullptr,
           [=](const Caller& caller) {
             absl::StatusOr<Response> result = handler(*stream, caller);
             if (result.ok()) *response = *std::move(result);
             return result.status();
           },
           [=](const grpc::Status& status) { stream->Finish(status); }});
    return stream;
  }

  // Runs `handler(const Request&, ServerWriter<Response>&, const Caller&)`
  // likewise, once the REQUIRED fields of `request` are checked. Name the
  // response: ServeWriter<Response>(...).
  template <typename Response, typename Request, typename Handler>
  grpc::ServerWriteReactor<Response>* ServeWriter(
      absl::string_view method, grpc::CallbackServerContext* context,
      const Request* request, Handler handler) const {
    auto* stream = new WriteReactor<Response>(*context);
    Start({method, context, request,
           [=](const Caller& caller) {
             return handler(*request, *stream, caller);
           },
           [=](const grpc::Status& status) { stream->Finish(status); }});
    return stream;
  }

 private:
  struct Call {
    absl::string_view method;
    const grpc::CallbackServerContext* context;
    const google::protobuf::Message* request;  // null when there are many
    std::function<absl::Status(const Caller&)> handle;
    std::function<void(const grpc::Status&)> finish;
  };

  void Start(Call call) const;
  absl::Status Run(std::function<void()> task) const;

  Authorizer authorize_;
  CallObserver observe_;
  Executor& executor_;
  std::shared_ptr<std::atomic<std::size_t>> running_ =
      std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace creditproof::rpc
