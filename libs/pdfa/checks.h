// The rules by what they are about; each adds what it finds.
#pragma once

#include "absl/strings/string_view.h"
#include "libs/pdfa/content.h"
#include "libs/pdfa/file.h"

namespace creditproof::pdfa {

void CheckBytes(absl::string_view pdf, Findings& findings);
void CheckObjects(const File& file, Findings& findings);
void CheckCatalogue(const File& file, Findings& findings);
void CheckMetadata(const File& file, Findings& findings);
void CheckBookmarks(const File& file, Findings& findings);
void CheckColour(const File& file, Findings& findings);
void CheckAnnotations(const File& file, Findings& findings);
void CheckAttachments(const File& file, Findings& findings);
void CheckFonts(const File& file, const Contents& contents, Findings& findings);
void CheckStructure(const File& file, const Contents& contents,
                    Findings& findings);

}  // namespace creditproof::pdfa
