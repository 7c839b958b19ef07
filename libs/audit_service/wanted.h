// What a ListEntries asks for.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/audit/v1/audit_service.pb.h"
#include "libs/audit/trail.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::audit {

struct Wanted {
  // Fails with INVALID_ARGUMENT (INVALID_FIELD).
  static absl::StatusOr<Wanted> Parse(const v1::ListEntriesRequest& request);

  absl::StatusOr<v1::ListEntriesResponse> Read(const Trail& trail) const;

  CreditCode code;
  absl::Time from;
  absl::Time until;
  std::size_t size;
  std::uint64_t after;  // sequence
  std::uint64_t last;   // likewise; on later pages where the first one ended:
                        // every page adds to the trail
};

}  // namespace creditproof::audit
