// PoDoFo as the writer of objects. The only file that knows of it.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/file_writer.h"
#include "libs/report/part.h"

namespace creditproof::report {

// `header`, then the parts as objects whose numbers follow `reserved`. Fails
// with INTERNAL when PoDoFo cannot read a dictionary.
absl::StatusOr<ObjectBytes> WriteWithPodofo(absl::string_view header,
                                            int reserved,
                                            const std::vector<Part>& parts);

}  // namespace creditproof::report
