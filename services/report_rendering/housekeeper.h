// What time does to grants and reports, whether or not anybody asks.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "services/report_rendering/grants.h"
#include "services/report_rendering/report_store.h"

namespace creditproof::report_rendering {

// What is kept in order; all must outlive who does it.
struct Household {
  ReportStore& store;
  Grants& grants;
  audit::Trail& trail;
};

// Writes down every grant that ended unused by `now`.
absl::Status NoteEnded(const Household& household, absl::Time now,
                       const std::stop_token& stop);

// Removes the bytes of every report that was to be kept until `now` at the
// latest; each removal is written down before.
absl::Status PruneDue(const Household& household, absl::Time now,
                      const std::stop_token& stop);

// Does both from construction to destruction, at once and then each hour, some
// at a time.
class Housekeeper {
 public:
  Housekeeper(const Household& household, base::Clock clock);

 private:
  void Run(const std::stop_token& stop);

  const Household household_;
  const base::Clock clock_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::report_rendering
