#include "services/eligibility_check/class_verdicts.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "libs/base/error.h"
#include "services/eligibility_check/amid.h"

namespace creditproof::eligibility_check {
namespace {

constexpr std::uint32_t kFewestClasses = 256;

absl::StatusOr<policy::Question> Take(const AskedQuestion& asked,
                                      const SharedState& shared) {
  if (!shared.policy.has_value()) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_NO_POLICY,
                       "no policy is active yet");
  }
  return policy::MakeQuestion(*shared.policy, asked.areas,
                              asked.period_start_date, asked.period_end_date,
                              asked.today);
}

}  // namespace

ClassVerdicts::ClassVerdicts(const CleanIndex& index, AskedQuestion asked,
                             const std::vector<Published>& published)
    : index_(index),
      asked_(std::move(asked)),
      sides_(published.size()),
      known_count_(
          std::max(kFewestClasses, std::bit_ceil(index.class_count()))),
      known_(std::make_unique<std::atomic<std::uint64_t>[]>(known_count_)) {
  for (std::size_t partition = 0; partition < published.size(); ++partition) {
    if (published[partition].shared == nullptr) continue;
    Side& side = sides_[partition];
    side.shared = published[partition].shared;
    side.question = Take(asked_, *side.shared);
    answers_ = answers_ || side.question.ok();
  }
}

bool ClassVerdicts::HoldsFor(const AskedQuestion& asked,
                             const std::vector<Published>& published) const {
  return asked == asked_ && index_.class_count() <= known_count_ &&
         std::equal(sides_.begin(), sides_.end(), published.begin(),
                    published.end(), [](const Side& side, const Published& p) {
                      return side.shared == p.shared;
                    });
}

policy::Decision ClassVerdicts::Decide(std::uint32_t partition,
                                       const policy::Standing& standing) const {
  const Side& side = sides_[partition];
  return DecideAmid(*side.shared, standing, *side.question);
}

ClassVerdict ClassVerdicts::DecideClass(std::uint32_t class_id) const {
  const SubjectClass subject_class = index_.ClassOf(class_id);
  ClassVerdict verdict{subject_class.partition,
                       eligibility::v1::Verdict::OUTCOME_UNSPECIFIED, 0};
  if (status(subject_class.partition).ok()) {
    const policy::Standing standing = subject_class.Standing();
    const policy::Decision decision = Decide(subject_class.partition, standing);
    verdict.outcome = decision.outcome;
    for (const auto cause : decision.causes) verdict.causes |= 1U << cause;
  }
  if (class_id < known_count_) {
    known_[class_id].store(Pack(verdict), std::memory_order_relaxed);
  }
  return verdict;
}

}  // namespace creditproof::eligibility_check
