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

// Whether it shows `drawn`: our writer draws one code only of a text
// (docs/formats/claim.md), so that nothing of a stranger's needs decoding.
bool IsQrImage(const FileObjects& objects, int number, const qr::Matrix& drawn);

}  // namespace creditproof::report
