// Filling a follower's empty store from a state instead of the log's beginning.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/mark.h"
#include "libs/kv/store.h"

namespace creditproof::changelog {

// Takes changes of a state: all of a subject in a row and in log order. They
// have no append id and no running digest.
using TakeState = std::function<absl::Status(std::vector<DecodedEntry>)>;

// Where states come from: gives every change of `partition` up to some position
// to `take`, once, and says which position that is.
using StateSource = std::function<absl::StatusOr<Mark>(std::uint32_t partition,
                                                       const TakeState& take)>;

// Gives the state of each partition to `applier` and then sets its mark in
// `store`, the applier's own and empty before: from there it follows the log.
// What is half loaded has marks that mean nothing; see kv::MakeWhole. Fails
// with DATA_LOSS when a state is not whole.
absl::Status LoadState(const StateSource& source,
                       const std::vector<std::uint32_t>& partitions,
                       Applier& applier, kv::Store& store, kv::Family marks);

}  // namespace creditproof::changelog
