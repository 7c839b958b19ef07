// Time stamps of the server that the configuration names.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <semaphore>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/base/clock.h"
#include "libs/http/request.h"
#include "libs/report/cms_signer.h"
#include "libs/report/key_folder.h"

namespace creditproof::report_rendering {

// Thread-safe.
class TimeStamps {
 public:
  // After a call that was not answered nobody waits for the server so long:
  // a thread of every report would.
  static constexpr absl::Duration kPause = absl::Seconds(5);

  // So many threads wait for the server at once, half of those that issue: one
  // that takes 300 ms stamps 53 a second. What finds no turn waits so long,
  // and then goes on without: a server that hangs must not take every thread.
  static constexpr int kMostAtOnce = 16;
  static constexpr absl::Duration kMostTurn = absl::Milliseconds(250);

  // How far its clock and this machine's may be apart.
  static constexpr absl::Duration kMostSkew = absl::Minutes(1);

  // `may_stamp` is OK while the stamper's key is ACTIVE.
  TimeStamps(http::Target server, report::Stamper stamper,
             std::function<absl::Status()> may_stamp, base::Clock clock)
      : server_(std::move(server)),
        stamper_(std::move(stamper)),
        may_stamp_(std::move(may_stamp)),
        clock_(std::move(clock)) {}

  // A report::Stamp. Ends after the server's time-out at the latest.
  absl::StatusOr<std::string> operator()(absl::string_view signature);

 private:
  absl::StatusOr<std::string> Ask(absl::string_view request);
  absl::Status CheckAnswersLately();

  const http::Target server_;
  const report::Stamper stamper_;
  const std::function<absl::Status()> may_stamp_;
  const base::Clock clock_;
  std::counting_semaphore<kMostAtOnce> turns_{kMostAtOnce};
  std::mutex mutex_;
  absl::Time failed_at_ = absl::InfinitePast();  // guarded by mutex_
};

// Has `signer` stamp by the server that `config` names, if it names one. File
// names are relative to `folder`. Fails with INVALID_ARGUMENT, naming the
// field. While the server's key is not ACTIVE by `keys`, which are asked before
// each stamp, or its certificate not theirs, there are no stamps, and the log
// has an alarm at the start.
absl::Status AddTimeStamps(const config::v1::ReportRendering& config,
                           const std::filesystem::path& folder,
                           report::KeySource keys, base::Clock clock,
                           report::CmsSigner& signer);

}  // namespace creditproof::report_rendering
