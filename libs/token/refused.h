// How tokens are refused. Not for other folders.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/base/error.h"

namespace creditproof::token {

// PERMISSION_DENIED (GROUND_REFUSED).
inline absl::Status Refused(absl::string_view rule, absl::string_view message) {
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED, message,
                     {{"ground", "SUBJECT"}, {"rule", rule}});
}

}  // namespace creditproof::token
