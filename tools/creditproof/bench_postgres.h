// PostgreSQL, asked the same question of the same subjects.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// Whether this machine has PostgreSQL 15 with pgbench.
bool HasPostgres();

// Starts one of its own, loads the population, and asks with prepared
// `IN (...)` of `codes_a_call` codes for those that are clean, by pgbench over
// a unix socket. Returns codes a second.
absl::StatusOr<double> MeasurePostgres(std::size_t codes_a_call);

}  // namespace creditproof::tool
