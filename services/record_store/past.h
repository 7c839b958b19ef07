// What was known at a past position, as it is sent to who decides from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/record/v1/state_service.pb.h"
#include "libs/kv/store.h"

namespace creditproof::record_store {

// A policy by name.
struct PolicyName {
  std::string id;
  std::uint32_t version;
};

// What concerned everybody.
struct SharedPast {
  // The last change of each source, of each declared kind and of the policy, in
  // log order. Earlier ones it replaced as a whole.
  std::vector<record::v1::StateChange> changes;

  // The change that put the policy asked for in force, whenever that was.
  std::optional<record::v1::StateChange> policy;
};

// Reads what concerned everybody at `position`, and looks for `wanted` in all
// that was applied. Fails with NOT_FOUND (POLICY_NOT_FOUND).
absl::StatusOr<SharedPast> ReadSharedPast(
    const kv::Store& store, std::uint32_t partition, std::uint64_t position,
    const std::optional<PolicyName>& wanted);

// Appends to `piece` the subject's next changes up to `position`, until it is
// about `piece_bytes` large. `after` is the position of the last one sent, and
// is moved on. False when there are no more.
absl::StatusOr<bool> ReadSubjectPast(const kv::Store& store,
                                     std::uint32_t partition,
                                     const std::string& credit_code,
                                     std::uint64_t position,
                                     std::size_t piece_bytes,
                                     std::uint64_t& after,
                                     record::v1::StateChanges& piece);

}  // namespace creditproof::record_store
