// What bench ingest measures: ingestion as its main wires it, and the followers
// that keep up with it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/rpc/client.h"

namespace creditproof::tool {

// An ingestion with the sources `registry` and `penalties` (all areas), over
// mutual TLS on a free port of loopback, in a folder that goes with it.
class IngestServer {
 public:
  // `identities` is a folder where MakeIdentities has made `server` and
  // `client`. With `followed`, record-store's history and eligibility-check's
  // replica follow the log over connections of their own.
  static absl::StatusOr<std::unique_ptr<IngestServer>> Start(
      const std::filesystem::path& identities, bool followed);
  ~IngestServer();

  const rpc::Peer& peer() const;

  // Wait until eligibility-check's replica, or every follower, has applied all
  // that is in the log.
  absl::Status WaitForChecks() const;
  absl::Status WaitForFollowers() const;

  // What the log holds, as stored, of all partitions.
  absl::StatusOr<std::vector<std::string>> LogEntries() const;

 private:
  struct Parts;
  explicit IngestServer(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
