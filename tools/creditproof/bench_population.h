// The subjects of bench batch: a province.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"

namespace creditproof::tool {

// Those of the province itself; more are made in the same way.
inline constexpr std::uint32_t kProvince = 3'400'000;
inline constexpr std::uint32_t kMostPopulation = 99'999'999;

// The code of the subject of this number.
std::string PopulationCode(std::uint32_t number);

// One in 20 has a penalty.
inline bool IsPenalised(std::uint32_t number) { return number % 20 == 7; }

// Writes to a store without subjects what eligibility-check would hold after it
// followed a log of them: a policy, a source that has delivered for all areas,
// and every subject's standing.
absl::Status StorePopulation(std::uint32_t subjects, kv::Store& store);

}  // namespace creditproof::tool
