// From where a strong answer may be given.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/changelog/head_reader.h"
#include "libs/changelog/progress.h"

namespace creditproof::changelog {

// The head of `partition` from a reading that started after this call: who has
// applied up to there has missed nothing that was acknowledged before. Fails as
// HeadReader::Read does, and with DATA_LOSS (LOG_DIVERGED) when more was
// applied before the reading than the log holds: it was restored or cut off,
// and "caught up" means nothing.
absl::StatusOr<std::uint64_t> StrongPosition(const Progress& progress,
                                             HeadReader& heads,
                                             std::uint32_t partition,
                                             absl::Time deadline);

}  // namespace creditproof::changelog
