// The report's own data in its PDF, read strictly.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace creditproof::report {

struct Attachment {
  absl::string_view qr_text;
  absl::string_view report_data;  // canonical bytes
};

// The attachment as Renderer writes it; nothing when `pdf` holds none in just
// that shape. Points into `pdf`. Judges no signature.
absl::optional<Attachment> FindAttachment(absl::string_view pdf);

}  // namespace creditproof::report
