#include "libs/report/templates.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/faces.h"
#include "libs/report/template_check.h"
#include "libs/report/template_shelf.h"

namespace creditproof::report {
namespace {

using v1::ReportData;

// What `read` supersedes is there and states the same.
absl::Status CheckSuperseded(const TemplateFile& read,
                             const TemplateShelf& shelf) {
  const std::string& id = read.drawn.supersedes();
  if (id.empty()) return absl::OkStatus();
  const Template* const before = shelf.Find(id);
  if (before == nullptr) {
    return read.Wrong(absl::StrCat("supersedes ", id,
                                   ", which is not in the folder: leave "
                                   "templates there for ever"));
  }
  if (before->outcome() == read.drawn.outcome()) return absl::OkStatus();
  return read.Wrong(
      absl::StrCat("supersedes ", id, ", which states another outcome"));
}

bool IsSuperseded(const std::string& id, const TemplateShelf& shelf) {
  return std::any_of(shelf.files().begin(), shelf.files().end(),
                     [&id](const auto& other) {
                       return other.second.drawn.supersedes() == id;
                     });
}

}  // namespace

absl::StatusOr<Template> ReadTemplate(
    const std::filesystem::path& file,
    const std::filesystem::path& font_directory) {
  ASSIGN_OR_RETURN(const Faces faces, Faces::Load(font_directory));
  ASSIGN_OR_RETURN(const TemplateFile read, TemplateFile::Parse(file));
  RETURN_IF_ERROR(CheckDraws(read, faces));
  return read.drawn;
}

absl::StatusOr<Templates> Templates::Load(
    const std::filesystem::path& directory,
    const std::filesystem::path& font_directory) {
  ASSIGN_OR_RETURN(const Faces faces, Faces::Load(font_directory));
  ASSIGN_OR_RETURN(const TemplateShelf shelf, TemplateShelf::Load(directory));
  Templates templates;
  for (const auto& [id, read] : shelf.files()) {
    RETURN_IF_ERROR(CheckSuperseded(read, shelf));
    if (IsSuperseded(id, shelf)) continue;
    RETURN_IF_ERROR(CheckDraws(read, faces));
    const auto [current, is_new] =
        templates.current_.try_emplace(read.drawn.outcome(), read.drawn);
    if (is_new) continue;
    return read.Wrong(absl::StrCat(
        "and ", current->second.template_id(), " are both current for ",
        ReportData::Outcome_Name(read.drawn.outcome()),
        ": let the newer say `supersedes: \"...\"`"));
  }
  for (const auto outcome :
       {ReportData::OUTCOME_CLEAN, ReportData::OUTCOME_WITH_RECORDS}) {
    if (templates.current_.count(outcome) > 0) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(directory.string(), ": no template is current for ",
                     ReportData::Outcome_Name(outcome)));
  }
  return templates;
}

const Template& Templates::For(v1::ReportData::Outcome outcome) const {
  return current_.at(outcome);
}

}  // namespace creditproof::report
