// The verification service as main.cc wires it.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/verification/examiner.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// Gate, executors, access log, keys, registry, watch and audit trail. What it
// lacks is a log to follow: it takes what it is told for all there is.
class VerificationHost {
 public:
  // Serves what lies in `folder`, nothing at first, over plain TCP: it takes
  // everybody for kBenchClient.
  static absl::StatusOr<std::unique_ptr<VerificationHost>> Start(
      const std::filesystem::path& folder,
      const std::filesystem::path& key_directory);
  ~VerificationHost();

  const Target& target() const;

  // What judges, without transport.
  const verification::Examiner& examiner() const;

  verification::SubjectChanges& changes();

  // Without asking the log, many to a sync.
  absl::Status Register(
      const std::vector<verification::v1::RegisteredReport>& reports);

 private:
  struct Parts;
  explicit VerificationHost(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
