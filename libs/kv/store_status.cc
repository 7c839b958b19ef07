#include "libs/kv/store_status.h"

#include <string>

#include "absl/strings/escaping.h"
#include "libs/base/error.h"

namespace creditproof::kv {

absl::Status ToStatus(const rocksdb::Status& status, absl::string_view key) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  if (status.IsNotFound()) return absl::NotFoundError(text);
  if (status.IsCorruption()) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT, text,
                       {{"key", absl::CHexEscape(key)}});
  }
  if (status.IsIOError() || status.IsBusy() || status.IsTimedOut() ||
      status.IsTryAgain() || status.IsShutdownInProgress()) {
    return base::Error(absl::StatusCode::kUnavailable,
                       base::Reason::REASON_STORE_UNAVAILABLE, text);
  }
  return absl::InternalError(text);
}

}  // namespace creditproof::kv
