// The QR codes on a picture of a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace creditproof::qr {

// Their texts, each once. `grey` has a byte a pixel, row by row. For clients:
// no service reads pictures that strangers send (docs/adr/0031).
std::vector<std::string> Find(const std::uint8_t* grey, int width, int height);

}  // namespace creditproof::qr
