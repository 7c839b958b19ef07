// What a process has used so far, as /proc tells.
#pragma once

#include <sys/types.h>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// How much memory it ever had at once, in bytes.
absl::StatusOr<double> MostMemoryOf(pid_t process);

// Time on a processor, that of its child processes included.
absl::StatusOr<double> CpuSecondsOf(pid_t process);

}  // namespace creditproof::tool
