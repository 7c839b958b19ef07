// One look at many subjects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "services/eligibility_check/class_verdicts.h"
#include "services/eligibility_check/recent_verdicts.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Answers codes from what every partition has published when the look is made.
// A subject whose last change is newer than that shows so (see View), and ends
// the look: every answer is exactly what the position of its partition says.
// Use once, from one thread.
class BatchLook {
 public:
  using Response = eligibility::v1::BatchCheckEligibilityResponse;

  // All of them must outlive the look.
  BatchLook(const Replica& replica, RecentVerdicts& recent,
            const AskedQuestion& asked);

  // Fills in `response`, which is empty, but for the time, and returns OK;
  // when it is done. At once: ends when more than a few subjects have to be
  // read from the store. Fails as the store does, or as no answer can be given
  // for a partition that a code lies in; see ClassVerdicts.
  absl::Status Answer(absl::string_view codes, bool at_once,
                      Response& response);

  // A change that was being published. Nothing else of the look counts then.
  struct Unsettled {
    std::uint32_t partition;
    std::uint64_t position;
  };
  const std::optional<Unsettled>& unsettled() const { return unsettled_; }

  // Whether an outcome other than ELIGIBLE is told: it has to be in the audit
  // trail first.
  bool tells() const { return tells_; }

  // Whether every code was answered.
  bool done() const { return done_; }

 private:
  // A code that the index does not answer for.
  struct Wanted {
    std::uint32_t index;
    std::uint32_t partition;
    absl::string_view code;
  };

  // What the index knows, and in `wanted_` what is left.
  absl::Status AskIndex(absl::string_view codes, Response& response);
  absl::Status AnswerByClass(std::uint32_t index,
                             const CleanIndex::Found& found,
                             Response& response);
  absl::Status Sort(std::uint32_t index, absl::string_view code,
                    Response& response);

  // What is left, together.
  absl::Status AskStore(Response& response);
  absl::Status AskStore(absl::Span<const Wanted> wanted, Response& response);
  void AnswerByStanding(const Wanted& wanted, const policy::Standing& standing,
                        Response& response);

  // Whether what was read of a subject is what was published; notes if not.
  bool IsSettled(std::uint32_t partition, std::uint64_t changed_position);
  void WriteBases(Response& response) const;

  const Replica& replica_;
  const std::vector<Published> published_;  // by partition
  const std::shared_ptr<const ClassVerdicts> verdicts_;
  std::vector<bool> touched_;  // by partition
  std::vector<Wanted> wanted_;
  std::optional<Unsettled> unsettled_;
  bool tells_ = false;
  bool done_ = false;
};

}  // namespace creditproof::eligibility_check
