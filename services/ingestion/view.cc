#include "services/ingestion/view.h"

#include <set>

#include "absl/strings/match.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

// The two strings of a write, besides their content.
constexpr std::size_t kBytesPerWrite = 80;

}  // namespace

absl::StatusOr<std::optional<std::string>> View::Get(
    kv::Family family, absl::string_view key) const {
  if (const Writes* const writes = Of(family); writes != nullptr) {
    const auto waiting = writes->find(key);
    if (waiting != writes->end()) return waiting->second;
  }
  absl::StatusOr<std::string> stored = store_.Get(family, key);
  if (absl::IsNotFound(stored.status())) return std::optional<std::string>();
  RETURN_IF_ERROR(stored.status());
  return std::optional<std::string>(*std::move(stored));
}

absl::StatusOr<bool> View::Has(kv::Family family, absl::string_view key) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> value, Get(family, key));
  return value.has_value();
}

absl::StatusOr<std::vector<std::string>> View::Suffixes(
    kv::Family family, absl::string_view prefix) const {
  std::set<std::string> suffixes;
  if (presence_ == nullptr || presence_->MayHave(family, prefix)) {
    RETURN_IF_ERROR(store_.Scan(family, prefix, "",
                                [&](absl::string_view key, absl::string_view) {
                                  suffixes.emplace(key.substr(prefix.size()));
                                  return true;
                                }));
  }
  if (const Writes* const writes = Of(family); writes != nullptr) {
    for (auto write = writes->lower_bound(prefix);
         write != writes->end() && absl::StartsWith(write->first, prefix);
         ++write) {
      std::string suffix = write->first.substr(prefix.size());
      if (write->second.has_value()) {
        suffixes.insert(std::move(suffix));
      } else {
        suffixes.erase(suffix);
      }
    }
  }
  return std::vector<std::string>(suffixes.begin(), suffixes.end());
}

void View::Put(kv::Family family, absl::string_view key,
               absl::string_view value) {
  Write(family, key, std::string(value));
}

void View::Delete(kv::Family family, absl::string_view key) {
  Write(family, key, std::nullopt);
}

void View::CopyTo(kv::Batch& batch) const {
  for (const auto& [family, writes] : writes_) {
    for (const auto& [key, value] : writes) {
      if (value.has_value()) {
        batch.Put(kv::Family{family}, key, *value);
      } else {
        batch.Delete(kv::Family{family}, key);
      }
    }
  }
}

void View::Teach(Presence& presence) const {
  for (const auto& [family, writes] : writes_) {
    for (const auto& [key, value] : writes) {
      if (value.has_value()) presence.Learn(kv::Family{family}, key);
    }
  }
}

const View::Writes* View::Of(kv::Family family) const {
  const auto found = writes_.find(family.index);
  return found == writes_.end() ? nullptr : &found->second;
}

void View::Write(kv::Family family, absl::string_view key,
                 std::optional<std::string> value) {
  bytes_ += kBytesPerWrite + key.size() + (value ? value->size() : 0);
  writes_[family.index].insert_or_assign(std::string(key), std::move(value));
}

}  // namespace creditproof::ingestion
