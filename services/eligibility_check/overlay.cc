#include "services/eligibility_check/overlay.h"

#include "libs/base/status_macros.h"

namespace creditproof::eligibility_check {

absl::StatusOr<std::optional<std::string>> Overlay::Get(
    kv::Family family, const std::string& key) const {
  const auto written = writes_.find({family.index, key});
  if (written != writes_.end()) return written->second;
  absl::StatusOr<std::string> stored = store_.Get(family, key);
  if (absl::IsNotFound(stored.status())) return std::nullopt;
  RETURN_IF_ERROR(stored.status());
  return *std::move(stored);
}

void Overlay::Put(kv::Family family, const std::string& key,
                  std::string value) {
  writes_[{family.index, key}] = std::move(value);
}

void Overlay::Delete(kv::Family family, const std::string& key) {
  writes_[{family.index, key}] = std::nullopt;
}

kv::Batch Overlay::ToBatch() const {
  kv::Batch batch(store_);
  for (const auto& [place, value] : writes_) {
    const kv::Family family{place.first};
    if (value.has_value()) {
      batch.Put(family, place.second, *value);
    } else {
      batch.Delete(family, place.second);
    }
  }
  return batch;
}

}  // namespace creditproof::eligibility_check
