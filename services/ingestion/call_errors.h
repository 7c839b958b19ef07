// What several calls are refused with.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::ingestion {

// FAILED_PRECONDITION (WRONG_STATE): `message` says, in Chinese, what can be
// done instead.
absl::Status WrongState(absl::string_view state, absl::string_view message);

// ALREADY_EXISTS (REQUEST_ID_REUSED).
absl::Status RequestIdReused(absl::string_view request_id);

}  // namespace creditproof::ingestion
