// A scan or photo of a page, as pixels. For clients: no service decodes images
// that strangers send (docs/adr/0031).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::photo {

// Row by row, 0 is black and 255 white.
struct Picture {
  int width;
  int height;
  std::vector<std::uint8_t> grey;
};

// Whether `file` starts as a PNG or JPEG does.
bool IsPhoto(absl::string_view file);

// Decodes a PNG or JPEG of 1 to 100 million pixels. Fails with
// INVALID_ARGUMENT, in Chinese: a clerk reads it.
absl::StatusOr<Picture> ReadPhoto(absl::string_view file);

}  // namespace creditproof::photo
