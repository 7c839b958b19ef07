// The QR image of a file in our shape, read as a camera would read it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/report/file_objects.h"

namespace creditproof::report {

// Its text. Fails with INVALID_ARGUMENT when there is no such image, or it is
// no QR code that can be read.
absl::StatusOr<std::string> ReadQrImage(const FileObjects& objects);

}  // namespace creditproof::report
