// Every template that ever drew a report here: a folder of files ID.textproto.
// Enough to read reports back; templates.h draws with some of them.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/template_file.h"

namespace creditproof::report {

// Immutable; thread-safe.
class TemplateShelf {
 public:
  // Fails with NOT_FOUND when the folder holds none, or as TemplateFile::Parse
  // does.
  static absl::StatusOr<TemplateShelf> Load(
      const std::filesystem::path& directory);

  // Null when there is none of this id: it came later.
  const Template* Find(absl::string_view template_id) const;

  const std::map<std::string, TemplateFile>& files() const { return files_; }

 private:
  TemplateShelf() = default;

  std::map<std::string, TemplateFile> files_;  // by id
};

}  // namespace creditproof::report
