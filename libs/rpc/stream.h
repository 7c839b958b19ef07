// A streaming call in progress, seen from its handler.
#pragma once

#include <grpcpp/server_context.h>

#include "absl/time/time.h"

namespace creditproof::rpc {

// What came of reading a stream.
enum class Next { kMessage, kEnd, kNothingYet };

// The asking half of a call that is answered once. Use from one thread.
template <typename Request>
class ServerReader {
 public:
  virtual ~ServerReader() = default;

  // Waits for the next message. kEnd when the client has said all or has gone:
  // where half a stream must not pass for a whole one, the messages say
  // themselves which is the last. kNothingYet when it did neither within
  // `patience`, which is finite; another call then goes on waiting.
  virtual Next Read(Request& request, absl::Duration patience) = 0;

  virtual const grpc::CallbackServerContext& context() const = 0;
};

// The answering half. Use from one thread at a time.
template <typename Response>
class ServerWriter {
 public:
  virtual ~ServerWriter() = default;

  // Waits until gRPC takes the message: when the client reads too slowly, until
  // it has read. False when the client has gone or the server stops.
  virtual bool Write(const Response& response) = 0;

  // True once the client has gone or the server stops.
  virtual bool cancelled() const = 0;

  virtual const grpc::CallbackServerContext& context() const = 0;
};

// Both halves. Read may run beside Write, on another thread of the handler's
// own, but both must have returned before the handler does.
template <typename Request, typename Response>
class ServerStream : public ServerWriter<Response> {
 public:
  // Waits for the next message. False when the client has said all or has
  // gone; in the latter case cancelled() may become true a moment later only.
  // Where half a stream must not pass for a whole one, Write something then: it
  // fails for a client that has gone.
  virtual bool Read(Request& request) = 0;

  // Whether Read, which was called before, would return at once: the message
  // after the one that was read last is fetched beforehand.
  virtual bool HasNext() const = 0;
};

}  // namespace creditproof::rpc
