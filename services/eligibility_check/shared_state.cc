#include "services/eligibility_check/shared_state.h"

#include <utility>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Change;
using changelog::v1::SourceState;
using record::v1::DeclaredKind;

// What follows from the sources.
void Conclude(SharedState& state) {
  state.coverage = Coverage(state.sources);
  state.cadences = Cadences(state.sources);
}

void TakeKind(const DeclaredKind& kind, SharedState& state) {
  DeclaredKind& known_as = state.kinds[kind.number()];
  known_as = kind;
  known_as.clear_columns();
  state.uncounted_kinds.clear();
  for (const auto& [number, known] : state.kinds) {
    if (known.counts()) continue;
    state.uncounted_kinds.push_back(
        static_cast<record::v1::RecordKind>(number));
  }
}

// Takes one stored value. False when it cannot be read.
bool TakeStored(absl::string_view key, absl::string_view value,
                std::uint32_t partition, SharedState& state) {
  const int size = static_cast<int>(value.size());
  if (key == PolicyKey(partition)) {
    return state.policy.emplace().ParseFromArray(value.data(), size);
  }
  if (absl::StartsWith(key, KindKey(partition, ""))) {
    DeclaredKind kind;
    const bool readable = kind.ParseFromArray(value.data(), size);
    TakeKind(kind, state);
    return readable;
  }
  SourceState source;
  const bool readable = source.ParseFromArray(value.data(), size);
  state.sources[source.source_id()] = std::move(source);
  return readable;
}

absl::Status Corrupt(absl::string_view key) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a stored policy, source or kind cannot be read", {{"key", key}});
}

// All but what follows from the sources.
void Take(const Change& change, std::uint64_t position, SharedState& state) {
  switch (change.kind_case()) {
    case Change::kSourceState:
      state.sources[change.source_state().source_id()] = change.source_state();
      break;
    case Change::kPolicyActivated:
      state.policy = change.policy_activated().policy();
      break;
    case Change::kKindDeclared:
      TakeKind(change.kind_declared().kind(), state);
      break;
    default:
      return;
  }
  state.changed_position = position;
}

}  // namespace

void TakeSharedChange(const Change& change, std::uint64_t position,
                      SharedState& state) {
  Take(change, position, state);
  if (change.has_source_state()) Conclude(state);
}

void TakeSharedChanges(const std::vector<changelog::DecodedEntry>& entries,
                       SharedState& state) {
  for (const changelog::DecodedEntry& entry : entries) {
    Take(entry.change, entry.position, state);
  }
  Conclude(state);
}

absl::StatusOr<SharedState> LoadSharedState(const kv::Store& store,
                                            std::uint32_t partition,
                                            std::uint64_t position) {
  SharedState state;
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kShared, PartitionKey(partition), "",
      [&](absl::string_view key, absl::string_view value) {
        const bool readable = TakeStored(key, value, partition, state);
        if (!readable) broken = Corrupt(key.substr(PartitionKey(0).size()));
        return readable;
      }));
  RETURN_IF_ERROR(broken);
  Conclude(state);
  state.changed_position = position;
  return state;
}

}  // namespace creditproof::eligibility_check
