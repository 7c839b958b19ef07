// The text that the pages of a file in our shape show, read back through the
// fonts as any reader would.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/report/file_objects.h"

namespace creditproof::report {

struct PageText {
  // What the page draws itself: a text object (BT to ET) each, in UTF-8.
  std::vector<std::string> runs;

  // The names of the forms and images that it places, such as `Grid`.
  std::vector<std::string> placed;
};

// In order of the pages. Fails with INVALID_ARGUMENT when the file is not in
// our shape, or draws a character that no font has a meaning for.
absl::StatusOr<std::vector<PageText>> ReadPageTexts(const FileObjects& objects);

}  // namespace creditproof::report
