#include "services/eligibility_check/recent_verdicts.h"

#include <algorithm>

namespace creditproof::eligibility_check {

std::shared_ptr<const ClassVerdicts> RecentVerdicts::For(
    const AskedQuestion& asked, const std::vector<Published>& published) {
  const std::lock_guard lock(mutex_);
  auto found = std::find_if(recent_.begin(), recent_.end(), [&](const auto& v) {
    return v->HoldsFor(asked, published);
  });
  if (found == recent_.end()) {
    auto verdicts =
        std::make_shared<const ClassVerdicts>(index_, asked, published);
    // What cannot be answered is not kept: it would push out what can.
    if (!verdicts->answers()) return verdicts;
    if (recent_.size() == kMost) recent_.pop_back();
    found = recent_.insert(recent_.end(), std::move(verdicts));
  }
  std::rotate(recent_.begin(), found, found + 1);
  return recent_.front();
}

}  // namespace creditproof::eligibility_check
