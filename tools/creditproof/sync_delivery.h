// How creditproof sync delivers one file.
#pragma once

#include <string>

#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/rpc/client.h"
#include "tools/creditproof/sync_loop.h"

namespace creditproof::tool {

// The files of one folder.
struct DroppedFiles {
  std::string source_id;
  ingestion::v1::FileKind kind{};  // FILE_KIND_UNSPECIFIED: guessed there
  bool are_snapshots = false;      // their names say of which day
};

// Delivers files to `ingestion`, which must outlive it; writes beside each what
// came of it, and prints that. Fails as opening and delivering a file do,
// unless the file is at fault: then it is rejected with the reason beside it.
SyncLoop::DeliverFile DeliverTo(const rpc::Peer& ingestion,
                                const DroppedFiles& files);

}  // namespace creditproof::tool
