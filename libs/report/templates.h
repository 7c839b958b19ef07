// The templates of an installation: a folder of files ID.textproto.
#pragma once

#include <filesystem>
#include <map>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/template.h"

namespace creditproof::report {

// A template that can draw reports. Fails with NOT_FOUND, or INVALID_ARGUMENT
// naming the file and everything that is wrong in it, a line each: place,
// field, rule, way out.
absl::StatusOr<Template> ReadTemplate(
    const std::filesystem::path& file,
    const std::filesystem::path& font_directory);

// Those that draw new reports. Immutable; thread-safe.
class Templates {
 public:
  // Takes some milliseconds. Fails with NOT_FOUND when folder or faces are
  // absent, as ReadTemplate does, or with INVALID_ARGUMENT when an outcome has
  // no template that none supersedes, or two.
  static absl::StatusOr<Templates> Load(
      const std::filesystem::path& directory,
      const std::filesystem::path& font_directory);

  // The one that states `outcome`.
  const Template& For(v1::ReportData::Outcome outcome) const;

 private:
  Templates() = default;

  std::map<int, Template> current_;  // by outcome
};

}  // namespace creditproof::report
