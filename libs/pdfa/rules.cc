#include "libs/pdfa/rules.h"

namespace creditproof::pdfa {

const std::vector<Rule>& AllRules() {
  using namespace rule;
  static const auto* const all = new std::vector<Rule>{
      kHeader,     kEnd,      kTable,        kObject,      kStream,
      kReference,  kFilter,   kExternal,     kEncryption,  kId,
      kLimits,     kMetadata, kConformance,  kInformation, kTitle,
      kLanguage,   kActive,   kOptional,     kBookmarks,   kIntent,
      kProfile,    kColour,   kTransparency, kFontKind,    kFontFile,
      kGlyphMap,   kWidths,   kUnicode,      kMeaning,     kOperators,
      kResources,  kXObjects, kAnnotations,  kAttachment,  kMime,
      kAssociated, kTagged,   kTypes,        kMarked,      kOwned,
      kDrawn,      kFigures,  kHeadings,     kHeads,       kRows,
      kLists,      kFields,   kTabs};
  return *all;
}

}  // namespace creditproof::pdfa
