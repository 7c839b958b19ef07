#include "libs/intake/file_error.h"

#include "libs/base/error.h"

namespace creditproof::intake {

absl::Status FileUnreadable(absl::string_view rule, absl::string_view message) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::Reason::REASON_FILE_UNREADABLE, message,
                     {{"rule", rule}});
}

}  // namespace creditproof::intake
