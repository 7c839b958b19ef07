// The text that the pages of a file in our shape show, read back through the
// fonts as any reader would.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/report/file_objects.h"
#include "libs/report/shared_start.h"

namespace creditproof::report {

// What stands in PageContent::mcid when a page calls something an artifact, or
// nothing at all.
inline constexpr int kArtifact = -1;
inline constexpr int kUnmarked = -2;

// Something that a page draws: a text object (BT to ET), or a form or image
// that it places.
struct PageContent {
  int mcid;            // the marked content that it stands in (contents.h)
  std::string run;     // UTF-8; empty for what is placed
  std::string placed;  // its name, such as `Grid`; empty for text
};

struct PageText {
  std::vector<PageContent> contents;  // in the order drawn
  int qr_image = 0;                   // the object; 0 for none
};

// In order of the pages. Fails with INVALID_ARGUMENT when the file is not in
// our shape, or draws a text in another way than we do, or a character that no
// font has a meaning for. `start`, where it is known, begins the file.
absl::StatusOr<std::vector<PageText>> ReadPageTexts(
    const FileObjects& objects, const SharedStart* start = nullptr);

}  // namespace creditproof::report
