#include "services/ingestion/view.h"

#include <set>

#include "absl/strings/match.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

// A node of the map and its two strings, besides their content.
constexpr std::size_t kBytesPerWrite = 128;

}  // namespace

absl::StatusOr<std::optional<std::string>> View::Get(
    kv::Family family, absl::string_view key) const {
  const auto waiting = writes_.find(Key(family.index, std::string(key)));
  if (waiting != writes_.end()) return waiting->second;
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
  RETURN_IF_ERROR(store_.Scan(family, prefix, "",
                              [&](absl::string_view key, absl::string_view) {
                                suffixes.emplace(key.substr(prefix.size()));
                                return true;
                              }));
  for (auto write = From(family, prefix);
       write != writes_.end() && write->first.first == family.index &&
       absl::StartsWith(write->first.second, prefix);
       ++write) {
    std::string suffix = write->first.second.substr(prefix.size());
    if (write->second.has_value()) {
      suffixes.insert(std::move(suffix));
    } else {
      suffixes.erase(suffix);
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

void View::CopyTo(kv::Batch& batch, kv::Family family) const {
  for (auto write = From(family, "");
       write != writes_.end() && write->first.first == family.index; ++write) {
    if (write->second.has_value()) {
      batch.Put(family, write->first.second, *write->second);
    } else {
      batch.Delete(family, write->first.second);
    }
  }
}

bool View::HasWrites(kv::Family family) const {
  const auto write = From(family, "");
  return write != writes_.end() && write->first.first == family.index;
}

View::Writes::const_iterator View::From(kv::Family family,
                                        absl::string_view prefix) const {
  return writes_.lower_bound(Key(family.index, std::string(prefix)));
}

void View::Write(kv::Family family, absl::string_view key,
                 std::optional<std::string> value) {
  bytes_ += kBytesPerWrite + key.size() + (value ? value->size() : 0);
  writes_[Key(family.index, std::string(key))] = std::move(value);
}

}  // namespace creditproof::ingestion
