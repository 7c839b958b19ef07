// What concerns everybody in a partition: the policy, the sources and the
// declared kinds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/record/v1/catalogue.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "libs/changelog/follower.h"
#include "libs/kv/store.h"
#include "services/eligibility_check/coverage.h"
#include "services/eligibility_check/silence.h"

namespace creditproof::eligibility_check {

// Immutable once shared: the applier makes a new one for every change.
struct SharedState {
  std::uint64_t changed_position = 0;  // of the last change in here
  std::optional<policy::v1::Policy> policy;
  Sources sources;
  Coverage coverage;  // by these
  Cadences cadences;  // likewise

  std::map<int, record::v1::DeclaredKind> kinds;  // by number

  // Of these, the ones that do not count by themselves, ascending.
  std::vector<record::v1::RecordKind> uncounted_kinds;
};

// Takes a SourceState, PolicyActivated or KindDeclared that stands at
// `position`; other changes do nothing.
void TakeSharedChange(const changelog::v1::Change& change,
                      std::uint64_t position, SharedState& state);

// Takes many, which stand in log order, at once.
void TakeSharedChanges(const std::vector<changelog::DecodedEntry>& entries,
                       SharedState& state);

// Reads a partition's state as of what was last applied, `position`.
absl::StatusOr<SharedState> LoadSharedState(const kv::Store& store,
                                            std::uint32_t partition,
                                            std::uint64_t position);

}  // namespace creditproof::eligibility_check
