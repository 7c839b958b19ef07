#include "services/verification/known_starts.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace creditproof::verification {
namespace {

constexpr std::size_t kMost = 16;

}  // namespace

std::shared_ptr<const report::SharedStart> KnownStarts::Find(
    absl::string_view pdf) {
  const std::lock_guard lock(mutex_);
  return FindLocked(pdf);
}

std::shared_ptr<const report::SharedStart> KnownStarts::FindLocked(
    absl::string_view pdf) {
  const auto found =
      std::find_if(starts_.begin(), starts_.end(),
                   [pdf](const Start& start) { return start->Begins(pdf); });
  if (found == starts_.end()) return nullptr;
  std::rotate(found, found + 1, starts_.end());
  return starts_.back();
}

void KnownStarts::Learn(absl::string_view pdf) {
  auto read = report::SharedStart::Of(pdf);
  if (!read.ok()) return;
  auto start = std::make_shared<const report::SharedStart>(*std::move(read));
  const std::lock_guard lock(mutex_);
  if (FindLocked(pdf) != nullptr) return;  // another thread was sooner
  if (starts_.size() == kMost) starts_.erase(starts_.begin());
  starts_.push_back(std::move(start));
}

}  // namespace creditproof::verification
