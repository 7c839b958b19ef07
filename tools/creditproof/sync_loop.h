// What creditproof sync does over and over: takes what is complete, delivers
// what is taken, puts away what is delivered.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "tools/creditproof/backoff.h"
#include "tools/creditproof/dropped_folder.h"

namespace creditproof::tool {

// What a round came to.
struct Round {
  int finished = 0;     // files put away
  int came_back = 0;    // of those, into rejected/
  absl::Status failed;  // of the first file that must be tried again
};

// Not thread-safe.
class SyncLoop {
 public:
  // Delivers a file and writes beside it what came of it; delivering the same
  // file again must change nothing. Says where the file goes, or that it must
  // be tried again.
  using DeliverFile =
      std::function<absl::StatusOr<Place>(const std::filesystem::path& file)>;

  // `folder` must outlive the loop.
  SyncLoop(DroppedFolder& folder, DeliverFile deliver, base::Clock clock);

  // Every file once; one that fails keeps no other waiting. Stops early when
  // the platform is away. Fails when the folder cannot be read.
  absl::StatusOr<Round> Once();

 private:
  absl::Status TakeAll(Round& round);
  absl::Status DeliverTaken(const std::string& name, Round& round);

  DroppedFolder& folder_;
  const DeliverFile deliver_;
  const base::Clock clock_;
};

// How long to wait after `round`: until the next look at the folder, or longer
// after failures.
absl::Duration WaitAfter(const absl::StatusOr<Round>& round, Backoff& backoff);

}  // namespace creditproof::tool
