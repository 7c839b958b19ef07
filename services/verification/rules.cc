#include "services/verification/rules.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;

constexpr absl::string_view kPolicies = "policy/";
constexpr absl::string_view kKinds = "kind/";

std::string KeyOf(const Change& change) {
  if (change.has_kind_declared()) {
    return absl::StrCat(kKinds, change.kind_declared().kind().number());
  }
  const policy::v1::Policy& policy = change.policy_activated().policy();
  return absl::StrCat(kPolicies, policy.policy_id(), "/", policy.version());
}

}  // namespace

std::vector<record::v1::RecordKind> Rules::uncounted_kinds() const {
  std::vector<record::v1::RecordKind> uncounted;
  for (const auto& [number, counts] : kinds) {
    if (counts) continue;
    uncounted.push_back(static_cast<record::v1::RecordKind>(number));
  }
  return uncounted;
}

bool IsRule(const Change& change) {
  return change.has_policy_activated() || change.has_kind_declared();
}

void TakeRule(const Change& change, Rules& rules) {
  if (change.has_kind_declared()) {
    const record::v1::DeclaredKind& kind = change.kind_declared().kind();
    rules.kinds[kind.number()] = kind.counts();
  } else if (change.has_policy_activated()) {
    policy::v1::Policy policy = change.policy_activated().policy();
    policy.clear_end_date();
    const std::pair name(policy.policy_id(), policy.version());
    rules.policies[name] = std::move(policy);
  }
}

void PutRule(const Change& change, kv::Family family, kv::Batch& batch) {
  batch.Put(family, KeyOf(change), change.SerializeAsString());
}

absl::StatusOr<Rules> LoadRules(const kv::Store& store, kv::Family family) {
  Rules rules;
  for (const absl::string_view prefix : {kPolicies, kKinds}) {
    std::string broken;
    RETURN_IF_ERROR(
        store.Scan(family, prefix, "",
                   [&](absl::string_view key, absl::string_view value) {
                     Change change;
                     const bool read = change.ParseFromArray(
                         value.data(), static_cast<int>(value.size()));
                     TakeRule(change, rules);
                     if (!read) broken = std::string(key);
                     return read;
                   }));
    if (broken.empty()) continue;
    return base::Error(
        absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
        "a stored policy or kind cannot be read", {{"key", broken}});
  }
  return rules;
}

}  // namespace creditproof::verification
