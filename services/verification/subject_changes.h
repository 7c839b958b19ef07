// When something last happened to a subject: what the registry and the judges
// of reports need to know of the change log.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
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
#include "services/verification/reconsider.h"
#include "services/verification/rules.h"

namespace creditproof::verification {

struct Revocation {
  std::string reason;
  absl::Time time;
  std::string credit_code;  // of the subject that it names
};

struct StruckOff {
  absl::flat_hash_set<std::string> subjects;  // credit codes
  absl::flat_hash_set<std::string> reports;   // report numbers
};

// A follower of the log. Thread-safe.
//
// Layout: family `subjects`: credit code -> see last_changes.h; "revoked/" ||
// report number -> the Change with its ReportRevoked. Family `known`: credit
// code -> SubjectDossier (reconsider.h); rules (rules.h). Family `positions`:
// partition -> see libs/changelog/mark.h; partition (4) || "policy" -> position
// (8) where the rules last changed; "layout" -> number (4) of the layout.
class SubjectChanges final : public changelog::Applier {
 public:
  // This class's own.
  struct Families {
    kv::Family subjects;
    kv::Family known;
    kv::Family positions;
  };

  // Publishes what was applied before; what lies there in another layout is
  // removed, to be read from the log again. `store` must outlive this object.
  static absl::StatusOr<std::unique_ptr<SubjectChanges>> Open(
      kv::Store& store, const Families& families,
      const std::vector<std::uint32_t>& partitions);

  absl::StatusOr<LastChanges> Of(const CreditCode& code) const;

  // What is known of the subject now, as far as reconsider.h keeps it.
  absl::StatusOr<record::v1::SubjectDossier> DossierOf(
      absl::string_view credit_code) const;

  std::shared_ptr<const Rules> rules() const;

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
  // What one batch of entries changes of a subject.
  struct Touched {
    LastChanges last;
    record::v1::SubjectDossier dossier;
  };

  SubjectChanges(kv::Store& store, const Families& families)
      : store_(store), families_(families) {}

  absl::Status ForgetOtherLayout();
  absl::StatusOr<LastChanges> Read(const std::string& credit_code) const;
  void PublishRules(const std::vector<changelog::DecodedEntry>& entries);

  kv::Store& store_;
  const Families families_;
  changelog::Progress progress_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Rules> rules_;  // guarded by mutex_
};

}  // namespace creditproof::verification
