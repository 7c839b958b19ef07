// Draws and signs pages, and reads each file back (report::Lint). The fixed
// part of each template is built once for the names that the policy prints.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/renderer.h"
#include "libs/report/templates.h"

namespace creditproof::report_rendering {

// A whole signed PDF. Its first `prefix_bytes` are the same in every report of
// the template.
struct Printed {
  std::string pdf;
  std::string sha256;
  std::size_t prefix_bytes;
};

// How a page becomes a PDF. Fails as Renderer::Render and report::Lint do.
// Thread-safe.
using Print = std::function<absl::StatusOr<Printed>(const report::Page& page)>;

// Thread-safe.
class Press {
 public:
  // `templates` and `signer` must outlive the press.
  Press(std::filesystem::path font_directory,
        const report::Templates& templates, const report::CmsSigner& signer)
      : font_directory_(std::move(font_directory)),
        templates_(templates),
        signer_(signer),
        issuers_(signer.frames()) {}

  // The first page of a template with new names takes about a second. When
  // these cannot be printed it fails with INTERNAL (REPORT_DEFECTIVE), naming
  // them, with an alarm in the log at the first such call.
  absl::StatusOr<Printed> operator()(const report::Page& page);

  // Neither signed nor read back.
  absl::StatusOr<std::string> Preview(const report::v1::ReportData& data);

 private:
  // Nothing is let out that does not say, read back, what it was made to say.
  absl::Status LintOrAlarm(absl::string_view pdf, const report::Page& page,
                           const report::SharedStart& start) const;

  using MaybeRenderer = absl::StatusOr<std::unique_ptr<report::Renderer>>;

  absl::StatusOr<const report::Renderer*> RendererFor(
      const report::v1::ReportData& data);
  MaybeRenderer MakeRenderer(const report::Template& drawn,
                             const report::v1::ReportData& data) const;

  const std::filesystem::path font_directory_;
  const report::Templates& templates_;
  const report::CmsSigner& signer_;
  const std::vector<report::CmsFrame> issuers_;
  std::mutex mutex_;
  // By template and serialized names; two for each policy since the start.
  // Guarded by mutex_.
  std::map<std::string, MaybeRenderer> renderers_;
};

}  // namespace creditproof::report_rendering
