#include "libs/qr/find.h"

#include <algorithm>

#define ZX_USE_UTF8 1  // Result::text() is a std::string
#include <ZXing/ReadBarcode.h>

namespace creditproof::qr {

std::vector<std::string> Find(const std::uint8_t* grey, int width, int height) {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  hints.setTryHarder(true);
  hints.setTryRotate(true);
  std::vector<std::string> texts;
  for (const ZXing::Result& result : ZXing::ReadBarcodes(
           {grey, width, height, ZXing::ImageFormat::Lum}, hints)) {
    std::string text = result.text();
    const bool is_new =
        std::find(texts.begin(), texts.end(), text) == texts.end();
    if (result.isValid() && is_new) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace creditproof::qr
