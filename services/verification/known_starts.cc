#include "services/verification/known_starts.h"

#include <cstddef>
#include <utility>

namespace creditproof::verification {
namespace {

constexpr std::size_t kMost = 16;

}  // namespace

std::shared_ptr<const report::SharedStart> KnownStarts::Find(
    absl::string_view pdf) const {
  const std::lock_guard lock(mutex_);
  for (const auto& start : starts_) {
    if (start->Begins(pdf)) return start;
  }
  return nullptr;
}

void KnownStarts::Learn(absl::string_view pdf) {
  auto read = report::SharedStart::Of(pdf);
  if (!read.ok()) return;
  auto start = std::make_shared<const report::SharedStart>(*std::move(read));
  const std::lock_guard lock(mutex_);
  for (const auto& known : starts_) {
    if (known->Begins(pdf)) return;  // another thread was sooner
  }
  if (starts_.size() == kMost) starts_.erase(starts_.begin());
  starts_.push_back(std::move(start));
}

}  // namespace creditproof::verification
