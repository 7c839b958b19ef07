// Following a log that is in this process. For tests.
#pragma once

#include "libs/changelog/change_log.h"
#include "libs/changelog/follower.h"

namespace creditproof::changelog {

// Reads `log`, which must outlive the source.
EntrySource FollowLocal(const ChangeLog& log);

}  // namespace creditproof::changelog
