// Which findings of a verdict an answer carries.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Indexes of RulingAt, `end` excluded.
struct FindingsPage {
  std::size_t first;
  std::size_t end;
};

// What counts comes first, then what is shown although it was repaired.
const policy::Ruling& RulingAt(const policy::Decision& decision,
                               std::size_t index);

// The page that is asked for. Fails with INVALID_ARGUMENT (INVALID_FIELD) or,
// when the subject or the policy is not what it was on the first page, with
// ABORTED (PAGE_STALE).
absl::StatusOr<FindingsPage> ParseFindingsPage(
    const eligibility::v1::CheckEligibilityRequest& request, const View& view,
    const policy::Decision& decision);

// Empty when `page` is the last.
std::string NextFindingsToken(const FindingsPage& page, const View& view,
                              const policy::Decision& decision);

}  // namespace creditproof::eligibility_check
