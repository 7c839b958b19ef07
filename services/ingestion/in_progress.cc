#include "services/ingestion/in_progress.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"

namespace creditproof::ingestion {

InProgress::Turn::Turn(InProgress& deliveries, std::string key)
    : deliveries_(deliveries), key_(std::move(key)) {}

InProgress::Turn::~Turn() {
  const std::lock_guard lock(deliveries_.mutex_);
  deliveries_.keys_.erase(key_);
}

absl::StatusOr<std::unique_ptr<InProgress::Turn>> InProgress::Begin(
    const std::string& key, absl::string_view name) {
  const std::lock_guard lock(mutex_);
  if (keys_.insert(key).second) return std::make_unique<Turn>(*this, key);
  return base::Error(absl::StatusCode::kAlreadyExists,
                     base::Reason::REASON_DELIVERY_IN_PROGRESS,
                     absl::StrCat("the delivery ", name, " is under way"),
                     {{"delivery", name}});
}

}  // namespace creditproof::ingestion
