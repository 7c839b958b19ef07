#include "services/report_rendering/prefix_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"

namespace creditproof::report_rendering {
namespace {

std::string KeyOf(absl::string_view sha256) {
  return absl::StrCat("prefix/", sha256);
}

}  // namespace

absl::StatusOr<std::string> PrefixStore::Keep(absl::string_view prefix) {
  for (const auto& [sha256, bytes] : known()) {
    if (*bytes == prefix) return sha256;
  }
  std::string sha256 = crypto::Sha256(prefix);
  kv::Batch batch(store_);
  batch.Put(family_, KeyOf(sha256), prefix);
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kSynced));
  Remember(sha256, std::make_shared<const std::string>(prefix));
  return sha256;
}

absl::StatusOr<std::shared_ptr<const std::string>> PrefixStore::Read(
    absl::string_view sha256) const {
  const Known remembered = known();
  if (const auto found = remembered.find(sha256); found != remembered.end()) {
    return found->second;
  }
  ASSIGN_OR_RETURN(std::string bytes, store_.Get(family_, KeyOf(sha256)));
  auto prefix = std::make_shared<const std::string>(std::move(bytes));
  Remember(std::string(sha256), prefix);
  return prefix;
}

PrefixStore::Known PrefixStore::known() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

void PrefixStore::Remember(std::string sha256,
                           std::shared_ptr<const std::string> prefix) const {
  const std::lock_guard lock(mutex_);
  known_.try_emplace(std::move(sha256), std::move(prefix));
}

}  // namespace creditproof::report_rendering
