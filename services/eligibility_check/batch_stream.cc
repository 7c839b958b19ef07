#include "services/eligibility_check/batch_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/deadline.h"
#include "libs/rpc/required.h"

namespace creditproof::eligibility_check {

absl::Status BatchStream::Run(rpc::ServerStream<Request, Response>& stream,
                              const rpc::Caller& caller) {
  Request request;
  Response response;
  while (stream.Read(request)) {
    RETURN_IF_ERROR(Take(request));
    const absl::Time deadline =
        std::min(rpc::DeadlineOf(stream.context()), absl::Now() + patience_);
    ASSIGN_OR_RETURN(*response.mutable_batch(),
                     check_.Check(question_, caller, deadline));
    if (!stream.Write(response)) break;
  }
  return stream.cancelled() ? absl::CancelledError("the caller has gone")
                            : absl::OkStatus();
}

absl::Status BatchStream::Take(Request& request) {
  if (!std::exchange(is_asked_, true)) {
    RETURN_IF_ERROR(rpc::CheckRequired(request));
    question_.Swap(request.mutable_batch());
    return absl::OkStatus();
  }
  question_.mutable_codes()->swap(*request.mutable_batch()->mutable_codes());
  if (question_.codes().empty()) {
    return base::InvalidField("batch.codes", "is required");
  }
  request.mutable_batch()->clear_codes();
  if (request.batch().ByteSizeLong() != 0) {
    return base::InvalidField(
        "batch", "says more than `codes` after the first of the stream");
  }
  return absl::OkStatus();
}

}  // namespace creditproof::eligibility_check
