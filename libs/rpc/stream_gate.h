// Streaming calls as plain blocking code: each runs on a thread of an executor
// and reads and writes one message at a time. Reactors stay in here.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <condition_variable>
#include <functional>
#include <mutex>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/gate.h"

namespace creditproof::rpc {

// One bidirectional call in progress, seen from its handler. Read and Write
// block; use each from one thread at a time.
template <typename Request, typename Response>
class ServerStream {
 public:
  virtual ~ServerStream() = default;

  // False when the client has half-closed or gone.
  virtual bool Read(Request& request) = 0;

  // Waits until gRPC takes the next message (flow control). False when the
  // client has gone.
  virtual bool Write(const Response& response) = 0;

  virtual bool cancelled() const = 0;
  virtual const grpc::CallbackServerContext& context() const = 0;
};

// One server-streaming call in progress, seen from its handler.
template <typename Response>
class ServerWriter {
 public:
  virtual ~ServerWriter() = default;
  virtual bool Write(const Response& response) = 0;
  virtual bool cancelled() const = 0;
  virtual const grpc::CallbackServerContext& context() const = 0;
};

}  // namespace creditproof::rpc
