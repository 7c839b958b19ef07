// Walks a stored chain from its beginning, and says what does not fit.
#pragma once

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "creditproof/audit/v1/audit_service.pb.h"
#include "libs/audit/chain.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// What a chain must contain beside what is stored with it.
struct KnownEnds {
  ChainEnd now;            // it must reach this one
  v1::ChainPoint earlier;  // as VerifyTrailRequest.known_end; unset for none
};

// Walks what is on disk at the start of the walk, one page in memory at a time.
// `go_on` hears the sequence of the last entry after every page, and may end
// the walk (CANCELLED). Fails otherwise only as the store does.
absl::StatusOr<v1::TrailState> Walk(
    const kv::Store& store, kv::Family family, const KnownEnds& known,
    absl::FunctionRef<bool(std::uint64_t sequence)> go_on);

}  // namespace creditproof::audit
