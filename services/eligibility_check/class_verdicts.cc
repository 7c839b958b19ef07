#include "services/eligibility_check/class_verdicts.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/amid.h"

namespace creditproof::eligibility_check {
namespace {

constexpr std::uint32_t kFewestClasses = 256;

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
    absl::StatusOr<Side> side = Take(asked_, published[partition].shared);
    status_.Update(side.status());
    if (side.ok()) sides_[partition] = *std::move(side);
  }
}

absl::StatusOr<ClassVerdicts::Side> ClassVerdicts::Take(
    const AskedQuestion& asked, std::shared_ptr<const SharedState> shared) {
  if (!shared->policy.has_value()) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_NO_POLICY,
                       "no policy is active yet");
  }
  ASSIGN_OR_RETURN(policy::Question question,
                   policy::MakeQuestion(*shared->policy, asked.areas,
                                        asked.period_start_date,
                                        asked.period_end_date, asked.today));
  return Side{std::move(shared), std::move(question)};
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
  return DecideAmid(*side.shared, standing, side.question);
}

ClassVerdict ClassVerdicts::DecideClass(std::uint32_t class_id) const {
  const SubjectClass subject_class = index_.ClassOf(class_id);
  const policy::Standing standing = subject_class.Standing();
  const policy::Decision decision = Decide(subject_class.partition, standing);
  ClassVerdict verdict{subject_class.partition, decision.outcome, 0};
  for (const auto cause : decision.causes) verdict.causes |= 1U << cause;
  if (class_id < known_count_) {
    known_[class_id].store(Pack(verdict), std::memory_order_relaxed);
  }
  return verdict;
}

}  // namespace creditproof::eligibility_check
