#include "services/report_rendering/used_templates.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"

namespace creditproof::report_rendering {
namespace {

std::string KeyOf(const std::string& id) {
  return absl::StrCat("template/", id);
}

// Without maps and unknown fields, equal messages have equal bytes.
std::string Sha256Of(const report::Template& drawn) {
  return crypto::Sha256(drawn.SerializeAsString());
}

}  // namespace

absl::Status UsedTemplates::CheckUnedited(
    const report::TemplateShelf& shelf) const {
  std::vector<std::string> edited;
  for (const auto& [id, read] : shelf.files()) {
    ASSIGN_OR_RETURN(const std::optional<std::string> used,
                     store_.Find(family_, KeyOf(id)));
    if (used.has_value() && *used != Sha256Of(read.drawn)) edited.push_back(id);
  }
  if (edited.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "模板已用于出具报告，不得原样改动 templates that drew reports were "
      "edited "
      "under their ids, so that these reports could not be verified: ",
      absl::StrJoin(edited, ", "),
      ". Put back what each said, and give the edit a new id, in a file of its "
      "own with `supersedes: \"",
      edited.front(), "\"`"));
}

absl::Status UsedTemplates::Note(const report::Template& drawn) {
  const std::string& id = drawn.template_id();
  const std::lock_guard lock(mutex_);
  if (noted_.count(id) > 0) return absl::OkStatus();
  kv::Batch batch(store_);
  batch.Put(family_, KeyOf(id), Sha256Of(drawn));
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  noted_.insert(id);
  return absl::OkStatus();
}

}  // namespace creditproof::report_rendering
