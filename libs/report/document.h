// What reports and previews have alike: pages, structure, bookmarks.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/file_writer.h"
#include "libs/report/font_set.h"
#include "libs/report/pages.h"
#include "libs/report/prefix.h"

namespace creditproof::report {

// Fonts beside the prefix's, and the images that `images` names as entries of
// an /XObject dictionary. Returns the resources of a page. Fails with INTERNAL.
absl::StatusOr<std::string> AddFonts(ObjectBytes& objects, const Prefix& prefix,
                                     const FontSet& fonts,
                                     absl::string_view images);

// Returns the catalogue's number; `entries` stand in it besides.
int AddDocument(ObjectBytes& objects, const Prefix& prefix, const Drawn& drawn,
                absl::string_view resources, absl::string_view entries);

}  // namespace creditproof::report
