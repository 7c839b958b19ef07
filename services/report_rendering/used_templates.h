// The templates that drew reports here, and what they then said: one that did
// is never edited under its id
// (docs/adr/0037-a-template-that-drew-is-fixed.md).
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "libs/kv/store.h"
#include "libs/report/template_shelf.h"

namespace creditproof::report_rendering {

// Thread-safe.
//
// Layout: "template/" || id -> SHA-256 of what the template says.
class UsedTemplates {
 public:
  // `store` must outlive this object.
  UsedTemplates(kv::Store& store, kv::Family family)
      : store_(store), family_(family) {}

  // Fails with FAILED_PRECONDITION, naming each template of `shelf` that drew
  // reports and says something else now. Blanks and comments are no matter.
  absl::Status CheckUnedited(const report::TemplateShelf& shelf) const;

  // Notes that `drawn` draws a report. On disk with the next synced write.
  absl::Status Note(const report::Template& drawn);

 private:
  kv::Store& store_;
  const kv::Family family_;
  std::mutex mutex_;
  std::set<std::string> noted_;  // ids, since the start; guarded by mutex_
};

}  // namespace creditproof::report_rendering
