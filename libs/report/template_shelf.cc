#include "libs/report/template_shelf.h"

#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {

absl::StatusOr<TemplateShelf> TemplateShelf::Load(
    const std::filesystem::path& directory) {
  std::error_code error;
  TemplateShelf shelf;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() != kTemplateExtension) continue;
    ASSIGN_OR_RETURN(TemplateFile read, TemplateFile::Parse(entry.path()));
    std::string id = read.drawn.template_id();
    shelf.files_.emplace(std::move(id), std::move(read));
  }
  if (!shelf.files_.empty()) return shelf;
  return absl::NotFoundError(absl::StrCat(
      directory.string(),
      " holds no template: put those of deploy/templates into it"));
}

const Template* TemplateShelf::Find(absl::string_view template_id) const {
  const auto at = files_.find(std::string(template_id));
  return at == files_.end() ? nullptr : &at->second.drawn;
}

}  // namespace creditproof::report
