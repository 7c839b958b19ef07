// A back end's stream of google.api.HttpBody as the body of an answer.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/http.h"
#include "services/gateway/unary_call.h"

namespace creditproof::gateway {

// Calls `method` and gives the answer once its first message is there, or why
// there is none. The next is read when the one before has been sent: at most
// one waits here. As long as the answer is sent, `file_name` names it.
//
// An error after that is the error of the answer's pieces.
using DownloadDone = std::function<void(absl::StatusOr<Answer> answer)>;
void CallDownload(const BackEnd& back_end,
                  const google::protobuf::MethodDescriptor& method,
                  MessagePtr request, CallTerms terms, std::string file_name,
                  DownloadDone done);

}  // namespace creditproof::gateway
