// One look at many subjects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
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
  // read from the store, or something is told that has to be in the audit trail
  // first. Fails as the store does, or as the question is wrong.
  absl::Status Answer(absl::string_view codes, bool at_once,
                      Response& response);

  // A change that was being published. Nothing else of the look counts then.
  struct Unsettled {
    std::uint32_t partition;
    std::uint64_t position;
  };
  const std::optional<Unsettled>& unsettled() const { return unsettled_; }

  // Whether an outcome other than ELIGIBLE is told.
  bool tells() const { return tells_; }

  // Whether every code was answered.
  bool done() const { return done_; }

 private:
  absl::Status AnswerOne(std::uint32_t index, absl::string_view code,
                         const CleanIndex::Found& found, Response& response);
  absl::Status AskStore(std::uint32_t index, absl::string_view code,
                        std::uint32_t partition, Response& response);

  // Whether what was read of a subject is what was published; notes if not.
  bool IsSettled(std::uint32_t partition, std::uint64_t changed_position);
  void WriteBases(Response& response) const;

  const Replica& replica_;
  const std::vector<Published> published_;  // by partition
  const std::shared_ptr<const ClassVerdicts> verdicts_;
  std::vector<bool> touched_;  // by partition
  std::size_t read_count_ = 0;
  std::optional<Unsettled> unsettled_;
  bool tells_ = false;
  bool done_ = false;
};

}  // namespace creditproof::eligibility_check
