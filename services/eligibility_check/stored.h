// How single values lie in eligibility-check's database.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/kv/store.h"
#include "libs/policy/standing.h"

namespace creditproof::eligibility_check {

// A standing and the position of the subject's last change.
struct StoredStanding {
  std::uint64_t changed_position = 0;
  policy::Standing standing;
};

std::string EncodeStored(const StoredStanding& stored);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<StoredStanding> DecodeStored(absl::string_view bytes);

// Position 0 and a standing of nobody when no change ever named `code`.
absl::StatusOr<StoredStanding> ReadStanding(const kv::Store& store,
                                            absl::string_view code);

// Likewise for each of `codes`, in their order; see kv::Store::FindAll.
absl::StatusOr<std::vector<StoredStanding>> ReadStandings(
    const kv::Store& store, absl::Span<const absl::string_view> codes);

}  // namespace creditproof::eligibility_check
