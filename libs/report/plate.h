// A template set in an installation's names: the faces, and the prefix that all
// of its reports share, built once by PoDoFo and HarfBuzz.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/faces.h"
#include "libs/report/font_set.h"
#include "libs/report/pages.h"
#include "libs/report/prefix.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Immutable after construction; thread-safe.
class Plate {
 public:
  // Takes about a second. Fails with NOT_FOUND when a face is missing, or with
  // INVALID_ARGUMENT, field by field, when the template does not fit the names.
  static absl::StatusOr<std::unique_ptr<Plate>> Make(
      const std::filesystem::path& font_directory, Template drawn,
      const policy::v1::Names& names);
  Plate(const Plate&) = delete;
  Plate& operator=(const Plate&) = delete;

  // The pages that state `data`, and the fonts of what only these draw. Fails
  // as Renderer::Render does.
  struct Pages {
    FontSet fonts;
    Drawn drawn;
  };
  absl::StatusOr<Pages> Draw(const v1::ReportData& data) const;

  // As Renderer::Preview.
  absl::StatusOr<std::string> Preview(const v1::ReportData& data) const;

  const Prefix& prefix() const { return prefix_; }

 private:
  Plate(Faces faces, Template drawn, policy::v1::Names names);

  absl::Status Prepare();
  absl::StatusOr<Pages> DrawFacts(const Facts& facts) const;

  const Faces faces_;
  const Template template_;
  const policy::v1::Names names_;
  FontSet fonts_;
  double notices_height_ = 0;
  Prefix prefix_;
};

}  // namespace creditproof::report
