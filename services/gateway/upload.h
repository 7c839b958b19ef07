// The body of a request as a stream of messages to a back end.
#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/http.h"
#include "services/gateway/unary_call.h"

namespace creditproof::gateway {

// What is sent: the bytes of `body` in the field `piece` of one message after
// the other, each once the one before has left. The first message says how many
// there will be, in a field `size`, where there is one.
struct UploadBody {
  const google::protobuf::FieldDescriptor* piece;
  std::uint64_t size;
  std::shared_ptr<Pieces> body;
};

// Calls `method`, which answers a stream with one message; `done` is called
// once, when `body` is no longer read. Which instance a body belongs to only
// the body says: any is asked first, and where a service is split, what was
// read is kept for the one that it names (WRONG_PARTITION).
void CallUpload(const BackEnd& back_end,
                const google::protobuf::MethodDescriptor& method,
                UploadBody body, CallTerms terms, UnaryDone done);

}  // namespace creditproof::gateway
