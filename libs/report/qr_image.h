// The QR image of a file in our shape.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/qr/qr.h"
#include "libs/report/file_objects.h"

namespace creditproof::report {

// What pages call it.
inline constexpr absl::string_view kQrImageName = "Qr";

// Its modules. Fails with INVALID_ARGUMENT when object `number` is no such
// image.
absl::StatusOr<qr::Matrix> ReadQrImage(const FileObjects& objects, int number);

// Whether it is the one that our writer draws of `qr_text`: there is one only
// (docs/formats/claim.md), so that nothing of a stranger's needs decoding.
bool IsQrImageOf(const FileObjects& objects, int number,
                 absl::string_view qr_text);

}  // namespace creditproof::report
