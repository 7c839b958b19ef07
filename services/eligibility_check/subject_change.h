// What a change does to the stored facts of its subject.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "services/eligibility_check/overlay.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {

// Reads what `change` touches and nothing else, lets record::ApplyChange say
// what it means, and writes that and the new standing back. Returns the latter.
absl::StatusOr<StoredStanding> TakeSubjectChange(
    const changelog::v1::Change& change, std::uint64_t position,
    Overlay& overlay);

}  // namespace creditproof::eligibility_check
