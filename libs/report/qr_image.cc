#include "libs/report/qr_image.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "libs/base/status_macros.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

// The mask that tail.cc writes: a bit a module, 0 is dark, rows in whole bytes.
absl::StatusOr<qr::Matrix> ReadMask(int size, absl::string_view rows) {
  const auto side = static_cast<std::size_t>(size);
  const std::size_t row_bytes = (side + 7) / 8;
  if (rows.size() != row_bytes * side) {
    return absl::InvalidArgumentError("the QR image is of another size");
  }
  qr::Matrix matrix{size, std::vector<std::uint8_t>(side * side)};
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const char byte = rows[y * row_bytes + x / 8];
      matrix.dark[y * side + x] = (byte & 0x80 >> x % 8) == 0;
    }
  }
  return matrix;
}

}  // namespace

absl::StatusOr<qr::Matrix> ReadQrImage(const FileObjects& objects, int number) {
  ASSIGN_OR_RETURN(const absl::string_view image, objects.Dictionary(number));
  if (!absl::StrContains(image, "/ImageMask true")) {
    return absl::InvalidArgumentError("there is no QR image");
  }
  ASSIGN_OR_RETURN(const std::string rows, objects.Stream(number));
  return ReadMask(NumberAfter(image, "/Width ").value_or(0), rows);
}

bool IsQrImage(const FileObjects& objects, int number,
               const qr::Matrix& drawn) {
  const absl::StatusOr<qr::Matrix> shown = ReadQrImage(objects, number);
  return shown.ok() && shown->size == drawn.size && shown->dark == drawn.dark;
}

}  // namespace creditproof::report
