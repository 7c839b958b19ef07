// A report as forgers change it, for tests.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/cms_signer.h"

namespace creditproof::report {

// With an incremental update that says object `number` anew; `object` is what
// stands between obj and endobj.
std::string Updated(const std::string& pdf, int number,
                    absl::string_view object);

// With an update after which the text of marked content `mcid` of page 1 runs
// backwards.
std::string Reversed(const std::string& pdf, int mcid);

// With an update after which page 1 draws `more` at its end, a piece of a
// content stream.
std::string DrawnOn(const std::string& pdf, absl::string_view more);

// With an update after which another QR code stands on the page.
std::string WithQrCode(const std::string& pdf, absl::string_view text);

// With every `from` replaced; both are of the same size. For what lies in the
// file as it is, such as the attached data.
std::string Replaced(std::string pdf, absl::string_view from,
                     absl::string_view to);

// Signed anew, whatever it says now.
std::string SignedAnew(std::string pdf, const CmsSigner& signer);

}  // namespace creditproof::report
