// Every change of every subject, and what they add up to at any position.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/record/v1/record_service.pb.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/progress.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "libs/partition/partition.h"

namespace creditproof::record_store {

// Follows the log and keeps all of it. Changes and position of a batch of
// entries are committed together; not synced, since what a power cut takes is
// applied again from the log. Thread-safe.
class History final : public changelog::Applier {
 public:
  // Reads where each partition stands. `store` must outlive the history.
  static absl::StatusOr<std::unique_ptr<History>> Open(
      kv::Store& store, const PartitionSet& partitions);

  absl::StatusOr<Applied> Start(std::uint32_t partition) override;
  absl::Status Apply(
      std::uint32_t partition,
      const std::vector<changelog::DecodedEntry>& entries) override;

  // What is known of a subject of `partition` at `as_of_position`, 0 for all
  // that was applied. Fails with NOT_FOUND (SUBJECT_NOT_FOUND) when no change
  // had named it by then, or UNAVAILABLE (BEHIND_LOG) when that position is
  // not applied yet.
  absl::StatusOr<record::v1::SubjectDossier> Read(
      std::uint32_t partition, const CreditCode& code,
      std::uint64_t as_of_position) const;

 private:
  explicit History(kv::Store& store) : store_(store) {}

  kv::Store& store_;
  changelog::Progress progress_;
};

}  // namespace creditproof::record_store
