// The strict scanner: accepts only the shape that Renderer writes. It is no PDF
// parser; it uses no PDF library and looks at each byte a bounded number of
// times.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/cms_frame.h"
#include "libs/report/shared_start.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

constexpr std::size_t kMaxPdfBytes = 5 * 1024 * 1024;

// What an upload turned out to be.
struct Scan {
  enum class Verdict {
    kGenuine,     // our shape, every byte signed as its data demands
    kAltered,     // carries marks of ours, but is not as it was signed
    kPreview,     // says that it is a preview of ours, which proves nothing
    kNotOurs,     // a PDF that carries nothing of ours
    kUnreadable,  // no PDF, or too large
  };
  Verdict verdict;
  std::string rule;  // the check that failed, for developers; empty if genuine

  // Of a genuine file: the attached bytes. Of an altered one whose shape
  // survives: what is attached, unproven. Else empty.
  std::string report_data;

  // Of either: the QR text the file itself names, unproven unless genuine.
  std::string qr_text;

  // Of a genuine file: fingerprints of the keys that signed it, in the order of
  // ReportData.signatures.
  std::vector<std::string> signers;

  // Likewise: what its time stamp says, if it carries one.
  std::optional<absl::Time> stamped_at{};
  std::string stamper{};  // fingerprint of the key that says so
};

// `issuers` and `stampers`: every certificate there ever was that signed
// reports, or time stamps for them. A stamp of nobody's makes a file altered.
// `start`, where it is known, begins the file, and is not hashed again.
Scan ScanPdf(absl::string_view pdf, const std::vector<CmsFrame>& issuers,
             const std::vector<Stamper>& stampers = {},
             const SharedStart* start = nullptr);

}  // namespace creditproof::report
