// Watches over what is presented: guessing is slowed down, every presentation
// of a report is counted, and a burst of forged copies raises an alarm.
#pragma once

#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/claim/report_number.h"
#include "libs/rpc/authorizer.h"
#include "libs/throttle/throttle.h"
#include "services/verification/presentations.h"

namespace creditproof::verification {

// Thread-safe.
class Watch {
 public:
  // A client may ask for that many numbers that no report has. Many people
  // stand behind a portal, and a slip that its check character does not show is
  // rare; of 2^70 numbers nobody finds one at that rate.
  static constexpr throttle::Rate kGuesses = {.interval = absl::Seconds(1),
                                              .burst = 300};

  // Where a client says which visitor asks (libs/rpc/visitor.h): so many each
  // visitor, of whom some share an address, and so many all of them, which
  // refuses those only who guessed wrong of late themselves: however many
  // addresses somebody has, nobody else is kept from asking.
  static constexpr throttle::Rate kGuessesOfVisitor = {
      .interval = absl::Seconds(10), .burst = 30};
  static constexpr throttle::Rate kGuessesOfAllVisitors = {
      .interval = absl::Milliseconds(50), .burst = 6000};

  // More forged copies of one report than that are a burst.
  static constexpr throttle::Rate kCopies = {.interval = absl::Minutes(10),
                                             .burst = 5};

  // `presentations` must outlive this object.
  explicit Watch(Presentations& presentations)
      : presentations_(presentations) {}

  // Whether the caller may ask for another number. Fails with
  // RESOURCE_EXHAUSTED (OVERLOADED), saying when to try again, also where it
  // would be a report's: a refusal must not tell.
  absl::Status MayAskByNumber(const rpc::Caller& caller, absl::Time now) const;

  // Which registered report a thing says it is; asked for only where the answer
  // must not tell, or cannot.
  using Claimed = absl::FunctionRef<std::optional<claim::ReportNumber>()>;

  // To be told of each answer. Whether an alarm was raised, in the log
  // (`alarm_altered_copies`), at most once an hour for a report.
  bool Saw(const rpc::Caller& caller, v1::PresentationCount::Channel channel,
           const v1::VerifyReportResponse& answer, Claimed claimed,
           absl::Time now);

 private:
  absl::Duration WaitOf(const rpc::Caller& caller, absl::Time now) const;
  void ChargeGuess(const rpc::Caller& caller, absl::Time now);
  bool IsAlarming(const claim::ReportNumber& number, absl::Time now);

  Presentations& presentations_;
  throttle::Throttle guesses_{kGuesses, 10'000};
  throttle::Throttle guesses_of_visitors_{kGuessesOfVisitor, 100'000};
  throttle::Throttle guesses_of_all_visitors_{kGuessesOfAllVisitors, 10'000};
  throttle::Throttle copies_{kCopies, 100'000};
  throttle::Throttle alarms_{{.interval = absl::Hours(1), .burst = 1}, 100'000};
};

}  // namespace creditproof::verification
