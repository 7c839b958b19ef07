// When something last happened to a subject: what the registry and the judges
// of reports need to know of the change log.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/progress.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "services/verification/last_changes.h"

namespace creditproof::verification {

struct Revocation {
  std::string reason;
  absl::Time time;
};

struct StruckOff {
  absl::flat_hash_set<std::string> subjects;  // credit codes
  absl::flat_hash_set<std::string> reports;   // report numbers
};

// A follower of the log. Thread-safe.
//
// Layout: family `subjects`: credit code -> see last_changes.h; "revoked/" ||
// report number -> the Change with its ReportRevoked. Family
// `positions`: partition -> see libs/changelog/mark.h; partition (4) ||
// "policy" -> position (8) where the rules last changed.
class SubjectChanges final : public changelog::Applier {
 public:
  // Publishes what was applied before. `store` must outlive this object.
  static absl::StatusOr<std::unique_ptr<SubjectChanges>> Open(
      kv::Store& store, kv::Family subjects, kv::Family positions,
      const std::vector<std::uint32_t>& partitions);

  absl::StatusOr<LastChanges> Of(const CreditCode& code) const;

  // Why and when two administrators revoked the report. Nothing when they did
  // not.
  absl::StatusOr<std::optional<Revocation>> RevocationOf(
      absl::string_view report_number) const;

  // Everybody who is barred on the day `today`, and everything that was
  // revoked.
  absl::StatusOr<StruckOff> AllStruckOff(absl::CivilDay today) const;

  // Where the rules of verdicts last changed: a policy became active, or a kind
  // of record was declared to count or not. 0 for never.
  absl::StatusOr<std::uint64_t> LastRules(std::uint32_t partition) const;

  // How far the log was applied.
  const changelog::Progress& progress() const { return progress_; }

  absl::StatusOr<Applied> Start(std::uint32_t partition) override;
  absl::Status Apply(
      std::uint32_t partition,
      const std::vector<changelog::DecodedEntry>& entries) override;

 private:
  SubjectChanges(kv::Store& store, kv::Family subjects, kv::Family positions)
      : store_(store), subjects_(subjects), positions_(positions) {}

  absl::StatusOr<LastChanges> Read(const std::string& credit_code) const;

  kv::Store& store_;
  const kv::Family subjects_;
  const kv::Family positions_;
  changelog::Progress progress_;
};

}  // namespace creditproof::verification
