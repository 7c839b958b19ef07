// ReportData to a signed PDF: a prefix that is the same in every report of a
// template version, built once by PoDoFo and HarfBuzz, and a small tail.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/cms_signer.h"
#include "libs/report/shared_start.h"
#include "libs/report/template.h"

namespace creditproof::report {

// What the page says: its data, and the QR text that goes with it.
struct Page {
  v1::ReportData data;
  std::string qr_text;
};

// Immutable after construction; thread-safe.
class Renderer {
 public:
  // Loads the faces from `font_directory` and builds the prefix of `drawn`, a
  // template as Templates gives it (plate.h). Takes about a second. `names` are
  // printed in the prefix; a page with other names is refused. `signer` must
  // outlive the renderer. Fails as Plate::Make and ReadBackSpecimen do: what
  // does not read as it was meant draws nothing.
  static absl::StatusOr<std::unique_ptr<Renderer>> Make(
      const std::filesystem::path& font_directory, const Template& drawn,
      const policy::v1::Names& names, const CmsSigner& signer);
  ~Renderer();

  // A whole file: PDF 1.7, one A4 page (two when names and texts are long),
  // then the pages that list records, ReportData attached, PAdES B-B, signed as
  // of the issue time, and stamped where the data says so. The same page gives
  // the same bytes but for signature and stamp. Fails with FAILED_PRECONDITION
  // (GLYPH_MISSING), naming the character, INVALID_ARGUMENT when the data does
  // not fit the template or the page, or UNAVAILABLE (TIME_STAMP_UNAVAILABLE).
  absl::StatusOr<std::string> Render(const Page& page) const;

  // What the report would look like, with 预览 across each page: never signed,
  // without QR code, data and number. `data` needs no number and no signatures.
  // Fails likewise.
  absl::StatusOr<std::string> Preview(const v1::ReportData& data) const;

  // What every report of this template starts with.
  const SharedStart& start() const;

 private:
  class Impl;
  explicit Renderer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace creditproof::report
