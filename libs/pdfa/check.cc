#include "libs/pdfa/check.h"

#include "libs/pdfa/checks.h"

namespace creditproof::pdfa {

std::vector<Finding> Check(absl::string_view pdf) {
  Findings findings;
  CheckBytes(pdf, findings);
  const absl::optional<File> file = File::Read(pdf, findings);
  if (!file.has_value()) return findings.all();
  CheckObjects(*file, findings);
  CheckCatalogue(*file, findings);
  CheckMetadata(*file, findings);
  CheckBookmarks(*file, findings);
  CheckColour(*file, findings);
  CheckAnnotations(*file, findings);
  CheckAttachments(*file, findings);
  const Contents contents = ReadContents(*file, findings);
  CheckFonts(*file, contents, findings);
  CheckStructure(*file, contents, findings);
  return findings.all();
}

}  // namespace creditproof::pdfa
