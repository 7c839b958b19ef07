#include "libs/qr/read.h"

#define ZX_USE_UTF8 1  // Result::text() is a std::string
#include <ZXing/ReadBarcode.h>

#include <cstdint>
#include <vector>

#include "absl/status/status.h"

namespace creditproof::qr {
namespace {

constexpr int kQuietZone = 4;  // ISO/IEC 18004 section 6.3.8
constexpr std::uint8_t kLight = 255;

// One pixel a module.
std::vector<std::uint8_t> Picture(const Matrix& matrix, int side) {
  std::vector<std::uint8_t> picture(
      static_cast<std::size_t>(side) * static_cast<std::size_t>(side), kLight);
  for (int y = 0; y < matrix.size; ++y) {
    for (int x = 0; x < matrix.size; ++x) {
      if (!matrix.at(x, y)) continue;
      const int at = (y + kQuietZone) * side + x + kQuietZone;
      picture[static_cast<std::size_t>(at)] = 0;
    }
  }
  return picture;
}

ZXing::DecodeHints Hints() {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  hints.setIsPure(true);
  hints.setBinarizer(ZXing::Binarizer::BoolCast);
  return hints;
}

}  // namespace

absl::StatusOr<std::string> Read(const Matrix& matrix) {
  const int side = matrix.size + 2 * kQuietZone;
  const std::vector<std::uint8_t> picture = Picture(matrix, side);
  const ZXing::Result result = ZXing::ReadBarcode(
      {picture.data(), side, side, ZXing::ImageFormat::Lum}, Hints());
  if (!result.isValid()) return absl::InvalidArgumentError("no QR code");
  return result.text();
}

}  // namespace creditproof::qr
