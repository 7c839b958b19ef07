#include "services/ingestion/view.h"

#include <limits>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

// The two strings of a write, besides their content.
constexpr std::size_t kBytesPerWrite = 80;

}  // namespace

absl::StatusOr<std::optional<std::string>> View::Get(
    kv::Family family, absl::string_view key) const {
  const std::optional<std::string>* const waiting = Waiting(family, key);
  if (waiting != nullptr) return *waiting;
  if (presence_ == nullptr) return store_.Find(family, key);
  if (!presence_->MayHaveKey(family, key)) return std::optional<std::string>();
  if (latest_.has_value() && latest_->family == family.index &&
      latest_->key == key) {
    return latest_->value;
  }
  ASSIGN_OR_RETURN(std::optional<std::string> value, store_.Find(family, key));
  latest_ = Answer{family.index, std::string(key), std::move(value)};
  return latest_->value;
}

absl::StatusOr<bool> View::Has(kv::Family family, absl::string_view key) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> value, Get(family, key));
  return value.has_value();
}

absl::StatusOr<std::vector<std::string>> View::Suffixes(
    kv::Family family, absl::string_view prefix) const {
  return SuffixesAfter(family, prefix, "",
                       std::numeric_limits<std::size_t>::max());
}

absl::StatusOr<std::vector<std::string>> View::SuffixesAfter(
    kv::Family family, absl::string_view prefix, absl::string_view after,
    std::size_t limit) const {
  std::set<std::string> suffixes;
  if (presence_ == nullptr || presence_->MayHave(family, prefix)) {
    const std::string first = after.empty() ? "" : absl::StrCat(prefix, after);
    RETURN_IF_ERROR(store_.Scan(family, prefix, first,
                                [&](absl::string_view key, absl::string_view) {
                                  if (Waiting(family, key) == nullptr) {
                                    suffixes.emplace(key.substr(prefix.size()));
                                  }
                                  return suffixes.size() < limit;
                                }));
  }
  if (before_ != nullptr) {
    AddWaiting(*before_, family, prefix, after, limit, suffixes);
  }
  AddWaiting(*this, family, prefix, after, limit, suffixes);
  std::vector<std::string> first_ones(suffixes.begin(), suffixes.end());
  if (first_ones.size() > limit) first_ones.resize(limit);
  return first_ones;
}

// Adds the first `limit` that `layer` puts and nobody deletes.
void View::AddWaiting(const View& layer, kv::Family family,
                      absl::string_view prefix, absl::string_view after,
                      std::size_t limit,
                      std::set<std::string>& suffixes) const {
  const Writes* const writes = layer.Of(family);
  if (writes == nullptr) return;
  auto write = writes->lower_bound(absl::StrCat(prefix, after));
  for (std::size_t added = 0; added < limit && write != writes->end() &&
                              absl::StartsWith(write->first, prefix);
       ++write) {
    const auto suffix = absl::string_view(write->first).substr(prefix.size());
    const bool is_behind = after.empty() || suffix > after;
    if (!is_behind || !Waiting(family, write->first)->has_value()) continue;
    suffixes.emplace(suffix);
    ++added;
  }
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

const std::optional<std::string>* View::Waiting(kv::Family family,
                                                absl::string_view key) const {
  for (const View* layer : {this, before_}) {
    const Writes* const writes = layer == nullptr ? nullptr : layer->Of(family);
    if (writes == nullptr) continue;
    const auto found = writes->find(key);
    if (found != writes->end()) return &found->second;
  }
  return nullptr;
}

void View::Write(kv::Family family, absl::string_view key,
                 std::optional<std::string> value) {
  bytes_ += kBytesPerWrite + key.size() + (value ? value->size() : 0);
  writes_[family.index].insert_or_assign(std::string(key), std::move(value));
}

}  // namespace creditproof::ingestion
