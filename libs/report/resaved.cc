#include "libs/report/resaved.h"

#include "absl/strings/match.h"
#include "libs/report/shape.h"

namespace creditproof::report {

bool IsResaved(absl::string_view pdf) {
  return !absl::StartsWith(pdf, kHeader) ||
         (!absl::StrContains(pdf, kAttachmentOpen) &&
          !absl::StrContains(pdf, kSignatureOpen));
}

}  // namespace creditproof::report
