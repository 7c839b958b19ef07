#include "services/record_store/past.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/record_store/families.h"
#include "services/record_store/stored_change.h"

namespace creditproof::record_store {
namespace {

using changelog::v1::Change;
using record::v1::StateChange;

// What a change replaces; empty for one that is no part of a verdict.
std::string SubjectMatter(const Change& change) {
  switch (change.kind_case()) {
    case Change::kSourceState:
      return absl::StrCat("source/", change.source_state().source_id());
    case Change::kKindDeclared:
      return absl::StrCat("kind/", change.kind_declared().kind().number());
    case Change::kPolicyActivated:
      return "policy";
    default:
      return {};
  }
}

bool Activates(const Change& change, const std::optional<PolicyName>& wanted) {
  if (!wanted.has_value() || !change.has_policy_activated()) return false;
  const policy::v1::Policy& policy = change.policy_activated().policy();
  return policy.policy_id() == wanted->id &&
         policy.version() == wanted->version;
}

StateChange ToMessage(absl::string_view key, absl::string_view value) {
  StateChange message;
  message.set_position(PositionOf(key));
  message.set_stored(value.data(), value.size());
  return message;
}

absl::Status PolicyNotFound(const PolicyName& wanted) {
  const std::string name = absl::StrCat(wanted.id, " ", wanted.version);
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_POLICY_NOT_FOUND,
                     absl::StrCat("no policy ", name, " was ever in force"),
                     {{"policy", name}});
}

}  // namespace

absl::StatusOr<SharedPast> ReadSharedPast(
    const kv::Store& store, std::uint32_t partition, std::uint64_t position,
    const std::optional<PolicyName>& wanted) {
  SharedPast past;
  std::map<std::string, StateChange> last;
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kChanges, ChangePrefix(partition, ""), "",
      [&](absl::string_view key, absl::string_view value) {
        const bool then = PositionOf(key) <= position;
        if (!then && !wanted.has_value()) return false;
        const absl::StatusOr<StoredChange> stored = DecodeChange(key, value);
        broken = stored.status();
        if (!stored.ok()) return false;
        if (Activates(stored->change, wanted)) {
          past.policy = ToMessage(key, value);
        }
        const std::string matter = SubjectMatter(stored->change);
        if (then && !matter.empty()) last[matter] = ToMessage(key, value);
        return true;
      }));
  RETURN_IF_ERROR(broken);
  if (wanted.has_value() && !past.policy.has_value()) {
    return PolicyNotFound(*wanted);
  }
  for (auto& [matter, change] : last) past.changes.push_back(std::move(change));
  std::sort(past.changes.begin(), past.changes.end(),
            [](const StateChange& a, const StateChange& b) {
              return a.position() < b.position();
            });
  return past;
}

absl::StatusOr<bool> ReadSubjectPast(const kv::Store& store,
                                     std::uint32_t partition,
                                     const std::string& credit_code,
                                     std::uint64_t position,
                                     std::size_t piece_bytes,
                                     std::uint64_t& after,
                                     record::v1::StateChanges& piece) {
  std::size_t bytes = 0;
  RETURN_IF_ERROR(
      store.Scan(kChanges, ChangePrefix(partition, credit_code),
                 ChangeKey(partition, credit_code, after),
                 [&](absl::string_view key, absl::string_view value) {
                   if (PositionOf(key) > position) return false;
                   *piece.add_changes() = ToMessage(key, value);
                   after = PositionOf(key);
                   bytes += value.size();
                   return bytes < piece_bytes;
                 }));
  return bytes > 0;
}

}  // namespace creditproof::record_store
