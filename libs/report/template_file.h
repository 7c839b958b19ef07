// A template as somebody wrote it.
#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/parse_text.h"
#include "libs/report/template.h"

namespace creditproof::report {

inline constexpr char kTemplateExtension[] = ".textproto";

struct TemplateFile {
  std::filesystem::path file;
  Template drawn;
  std::unique_ptr<base::TextPlaces> places;  // of its fields

  // Fails with NOT_FOUND, or INVALID_ARGUMENT when the text is no template or
  // the file is not called by its id. What else may be wrong with it:
  // template_check.h.
  static absl::StatusOr<TemplateFile> Parse(const std::filesystem::path& file);

  // INVALID_ARGUMENT, naming the file.
  absl::Status Wrong(absl::string_view what) const;
};

}  // namespace creditproof::report
