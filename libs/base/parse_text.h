// Text-format protobuf that people write.
#pragma once

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::base {

// Reads `text` into `message`. Fails with INVALID_ARGUMENT, naming line and
// column of the first error.
absl::Status ParseText(absl::string_view text,
                       google::protobuf::Message& message);

}  // namespace creditproof::base
