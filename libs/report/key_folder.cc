#include "libs/report/key_folder.h"

#include <string>

#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {

absl::StatusOr<std::unique_ptr<KeyFolder>> KeyFolder::Open(
    std::filesystem::path directory, base::Clock clock) {
  ASSIGN_OR_RETURN(IssuerKeys keys, LoadIssuerKeys(directory));
  return std::unique_ptr<KeyFolder>(
      new KeyFolder(std::move(directory), std::move(clock),
                    std::make_shared<const IssuerKeys>(std::move(keys))));
}

std::shared_ptr<const IssuerKeys> KeyFolder::Keys() {
  const std::lock_guard lock(mutex_);
  const absl::Time now = clock_();
  // A clock that was put back proves nothing.
  if (absl::AbsDuration(now - read_at_) >= kMostAge) {
    ReadAnew();
    read_at_ = now;
  }
  return keys_;
}

void KeyFolder::ReadAnew() {
  absl::StatusOr<IssuerKeys> keys = LoadIssuerKeys(directory_);
  if (keys.ok()) {
    keys_ = std::make_shared<const IssuerKeys>(*std::move(keys));
    return;
  }
  base::Log(base::Severity::kError, "alarm_key_directory_unreadable",
            {{"error", keys.status().ToString()}});
}

}  // namespace creditproof::report
