// What genuine reports start with, so that the next one that does is read from
// there on: it says the same, sooner.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/shared_start.h"

namespace creditproof::verification {

// Thread-safe.
class KnownStarts {
 public:
  // One that `pdf` begins with, byte for byte; null where none is known.
  std::shared_ptr<const report::SharedStart> Find(absl::string_view pdf);

  // Of a report in the registry, whose start is not known: nobody else's file
  // may take the place of one. The 16 found or learned last are kept, 0.1 MB
  // each.
  void Learn(absl::string_view pdf);

 private:
  using Start = std::shared_ptr<const report::SharedStart>;

  Start FindLocked(absl::string_view pdf);

  std::mutex mutex_;
  std::vector<Start> starts_;  // guarded by mutex_; the last found is last
};

}  // namespace creditproof::verification
