// Every change of every subject, and what they add up to at any position.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/record/v1/record_service.pb.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/progress.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "libs/partition/partition.h"
#include "services/record_store/kind_names.h"
#include "services/record_store/stored_change.h"

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

  // Likewise at the subject's last applied change that was appended no later
  // than `as_of`.
  absl::StatusOr<record::v1::SubjectDossier> ReadAt(std::uint32_t partition,
                                                    const CreditCode& code,
                                                    absl::Time as_of) const;

  // Visits the subject's changes after `after_position`, in log order, until
  // `visit` returns false.
  absl::Status Visit(std::uint32_t partition, const CreditCode& code,
                     std::uint64_t after_position,
                     absl::FunctionRef<bool(StoredChange)> visit) const;

  // The subject's change at `position`; NOT_FOUND when there is none.
  absl::StatusOr<StoredChange> Find(std::uint32_t partition,
                                    const CreditCode& code,
                                    std::uint64_t position) const;

  // What those of `kinds` that were declared were called at `as_of_position`.
  absl::Status NameKinds(std::uint32_t partition, const std::set<int>& kinds,
                         std::uint64_t as_of_position, KindNames& names) const;

  // How far the log was applied.
  const changelog::Progress& progress() const { return progress_; }

 private:
  explicit History(kv::Store& store) : store_(store) {}
  absl::Status MakeTimes(std::uint32_t partition, std::uint64_t position);

  kv::Store& store_;
  changelog::Progress progress_;
};

// NOT_FOUND (SUBJECT_NOT_FOUND).
absl::Status SubjectNotFound(const CreditCode& code);

}  // namespace creditproof::record_store
