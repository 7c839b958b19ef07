// What a policy says of whole classes of subjects without records.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/clean_index.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// A question as it was asked, with the day on which it was.
struct AskedQuestion {
  std::vector<record::v1::Area> areas;
  std::string period_start_date;
  std::string period_end_date;
  absl::CivilDay today;

  friend bool operator==(const AskedQuestion&, const AskedQuestion&) = default;
};

// The verdict on every subject of a class that has no records.
struct ClassVerdict {
  std::uint32_t partition;  // the class's
  eligibility::v1::Verdict::Outcome outcome;
  std::uint32_t causes;  // bit k: Cause::Kind k

  bool clean() const {
    return outcome == eligibility::v1::Verdict::OUTCOME_ELIGIBLE;
  }
};

// One question, asked of the partitions as they were at one time. Each class is
// decided once, when it is first met. Thread-safe.
class ClassVerdicts {
 public:
  // `published` by partition; without `shared` where it is not served.
  ClassVerdicts(const CleanIndex& index, AskedQuestion asked,
                const std::vector<Published>& published);

  // Why the question cannot be answered in `partition`, one that is served: as
  // MakeQuestion fails, or with FAILED_PRECONDITION (NO_POLICY).
  const absl::Status& status(std::uint32_t partition) const {
    return sides_[partition].question.status();
  }

  // Whether it can be answered anywhere.
  bool answers() const { return answers_; }

  // Whether it holds for this question and state, and knows all classes.
  bool HoldsFor(const AskedQuestion& asked,
                const std::vector<Published>& published) const;

  // By a class id of the index. OUTCOME_UNSPECIFIED where the partition cannot
  // be answered.
  ClassVerdict Of(std::uint32_t class_id) const {
    if (class_id < known_count_) {
      const std::uint64_t known =
          known_[class_id].load(std::memory_order_relaxed);
      if (known != 0) return Unpack(known);
    }
    return DecideClass(class_id);
  }

  // By the same question and the state of `partition`, where it can be
  // answered. Points into `standing`.
  policy::Decision Decide(std::uint32_t partition,
                          const policy::Standing& standing) const;

 private:
  // A partition, and the question as its policy takes it.
  struct Side {
    std::shared_ptr<const SharedState> shared;  // null when not served
    absl::StatusOr<policy::Question> question;
  };

  // Verdicts as numbers, 0 for none.
  static std::uint64_t Pack(const ClassVerdict& verdict) {
    return 1ULL << 63 | std::uint64_t(verdict.outcome) << 48 |
           std::uint64_t{verdict.partition} << 32 | verdict.causes;
  }
  static ClassVerdict Unpack(std::uint64_t packed) {
    return {static_cast<std::uint16_t>(packed >> 32),
            static_cast<eligibility::v1::Verdict::Outcome>(packed >> 48 & 0xff),
            static_cast<std::uint32_t>(packed)};
  }

  ClassVerdict DecideClass(std::uint32_t class_id) const;

  const CleanIndex& index_;
  const AskedQuestion asked_;
  bool answers_ = false;
  std::vector<Side> sides_;  // by partition
  const std::uint32_t known_count_;
  const std::unique_ptr<std::atomic<std::uint64_t>[]> known_;  // by class id
};

}  // namespace creditproof::eligibility_check
