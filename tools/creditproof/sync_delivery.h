// How creditproof sync delivers one file.
#pragma once

#include <string>

#include "tools/creditproof/connection.h"
#include "tools/creditproof/sync_loop.h"

namespace creditproof::tool {

// The files of one folder.
struct DroppedFiles {
  std::string source_id;
  std::string kind;            // empty: guessed there
  bool are_snapshots = false;  // their names say of which day
};

// Delivers files over `connection`, which must outlive it; writes beside each
// what came of it, and prints that. Fails as opening and delivering a file do,
// unless the file is at fault: then it is rejected with the reason beside it.
SyncLoop::DeliverFile DeliverTo(const Connection& connection,
                                const DroppedFiles& files);

}  // namespace creditproof::tool
