#include "services/eligibility_check/shared_state.h"

#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Change;
using changelog::v1::SourceState;

void TakeSource(const SourceState& source, SharedState& state) {
  state.sources[source.source_id()] = source;
  state.coverage = Coverage(state.sources);
}

absl::Status Corrupt(absl::string_view key) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a stored policy or source cannot be read", {{"key", key}});
}

}  // namespace

void TakeSharedChange(const Change& change, std::uint64_t position,
                      SharedState& state) {
  switch (change.kind_case()) {
    case Change::kSourceState:
      TakeSource(change.source_state(), state);
      break;
    case Change::kPolicyActivated:
      state.policy = change.policy_activated().policy();
      break;
    default:
      return;
  }
  state.changed_position = position;
}

absl::StatusOr<SharedState> LoadSharedState(const kv::Store& store,
                                            std::uint32_t partition,
                                            std::uint64_t position) {
  SharedState state;
  const std::string policy_key = PolicyKey(partition);
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kShared, PartitionKey(partition), "",
      [&](absl::string_view key, absl::string_view value) {
        const int size = static_cast<int>(value.size());
        bool readable = false;
        if (key == policy_key) {
          readable = state.policy.emplace().ParseFromArray(value.data(), size);
        } else {
          SourceState source;
          readable = source.ParseFromArray(value.data(), size);
          state.sources[source.source_id()] = std::move(source);
        }
        if (!readable) broken = Corrupt(key.substr(PartitionKey(0).size()));
        return readable;
      }));
  RETURN_IF_ERROR(broken);
  state.coverage = Coverage(state.sources);
  state.changed_position = position;
  return state;
}

}  // namespace creditproof::eligibility_check
