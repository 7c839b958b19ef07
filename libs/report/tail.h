// What each report adds to the prefix: its data, its page, its signature field.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/qr/qr.h"
#include "libs/report/font_set.h"
#include "libs/report/pages.h"
#include "libs/report/prefix.h"

namespace creditproof::report {

struct Tail {
  absl::string_view report_data;  // canonical
  absl::string_view qr_text;
  const qr::Matrix& qr;
  const Drawn& drawn;
  const FontSet& fonts;  // beside the prefix's
  absl::Time signing_time;
  std::size_t signature_bytes;  // to be kept for the CMS
};

// A whole file but for the signature, whose place holds zeros.
struct UnsignedFile {
  std::string bytes;
  std::size_t contents;  // where the value of /Contents starts, with its <
  std::size_t contents_size;
};

// Fails with INTERNAL when the fonts cannot be subset.
absl::StatusOr<UnsignedFile> Assemble(const Prefix& prefix, const Tail& tail);

// A whole file that proves nothing: no data, no signature, no QR code. Fails
// likewise.
absl::StatusOr<std::string> AssemblePreview(const Prefix& prefix,
                                            const Drawn& drawn,
                                            const FontSet& fonts);

}  // namespace creditproof::report
