#include "services/ingestion/presence.h"

#include <optional>

#include "absl/hash/hash.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "services/ingestion/families.h"
#include "services/ingestion/names.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kHoldIdBytes = 32;

// How long the suffixes of the lists of `family` that begin like `key` are;
// nothing for keys that are in no list known here.
std::optional<std::size_t> SuffixBytes(kv::Family family,
                                       absl::string_view key) {
  if (family.index == kQuarantine.index) return kHoldIdBytes;
  if (family.index == kHolds.index) return CreditCode::kLength;
  const bool former_code = family.index == kNames.index && !key.empty() &&
                           key.front() == kFormerCodePrefix;
  if (former_code) return CreditCode::kLength;
  return std::nullopt;
}

bool IsOpenRow(kv::Family family, absl::string_view key) {
  return family.index == kQuarantine.index && key.size() == 1 + kHoldIdBytes &&
         key.front() == kOpenRowPrefix;
}

std::size_t HashOf(kv::Family family, absl::string_view prefix) {
  return absl::HashOf(family.index, prefix);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Presence>> Presence::Load(
    const kv::Store& store) {
  std::unique_ptr<Presence> presence(new Presence);
  const auto learn = [&](kv::Family family, absl::string_view prefix) {
    return store.Scan(family, prefix, "",
                      [&](absl::string_view key, absl::string_view) {
                        presence->Learn(family, key);
                        return true;
                      });
  };
  RETURN_IF_ERROR(learn(kQuarantine, ""));
  RETURN_IF_ERROR(learn(kHolds, ""));
  RETURN_IF_ERROR(learn(kNames, absl::string_view(&kFormerCodePrefix, 1)));
  return presence;
}

void Presence::Learn(kv::Family family, absl::string_view key) {
  if (IsOpenRow(family, key)) {
    open_rows_.insert(absl::HashOf(key));
    return;
  }
  const std::optional<std::size_t> suffix = SuffixBytes(family, key);
  if (!suffix.has_value() || key.size() < *suffix) return;
  lists_.insert(HashOf(family, key.substr(0, key.size() - *suffix)));
}

bool Presence::MayHave(kv::Family family, absl::string_view prefix) const {
  return !SuffixBytes(family, prefix).has_value() ||
         lists_.contains(HashOf(family, prefix));
}

bool Presence::MayHaveKey(kv::Family family, absl::string_view key) const {
  return !IsOpenRow(family, key) || open_rows_.contains(absl::HashOf(key));
}

}  // namespace creditproof::ingestion
