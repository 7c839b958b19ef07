#include "services/ingestion/call_errors.h"

#include "libs/base/error.h"

namespace creditproof::ingestion {

absl::Status WrongState(absl::string_view state, absl::string_view message) {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::Reason::REASON_WRONG_STATE, message,
                     {{"state", state}});
}

absl::Status RequestIdReused(absl::string_view request_id) {
  return base::Error(absl::StatusCode::kAlreadyExists,
                     base::Reason::REASON_REQUEST_ID_REUSED,
                     "the request id was used for another request",
                     {{"request_id", request_id}});
}

}  // namespace creditproof::ingestion
