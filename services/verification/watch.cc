#include "services/verification/watch.h"

#include <algorithm>
#include <string>

#include "libs/base/error.h"
#include "libs/base/log.h"

namespace creditproof::verification {
namespace {

using claim::ReportNumber;
using v1::PresentationCount;
using v1::VerifyReportResponse;

// Where the presented is, or may be, a report that the answer does not name.
bool MayBeOfReport(v1::Authenticity authenticity) {
  return authenticity == v1::AUTHENTICITY_ALTERED ||
         authenticity == v1::AUTHENTICITY_TRANSPLANTED ||
         authenticity == v1::AUTHENTICITY_UNREGISTERED ||
         authenticity == v1::AUTHENTICITY_CANNOT_TELL;
}

bool IsForged(v1::Authenticity authenticity) {
  return MayBeOfReport(authenticity) &&
         authenticity != v1::AUTHENTICITY_CANNOT_TELL;
}

// The registered report that `answer` is about.
std::optional<ReportNumber> NumberOf(const VerifyReportResponse& answer,
                                     Watch::Claimed claimed) {
  const std::string& named = answer.has_issued()
                                 ? answer.issued().report_number()
                                 : answer.altered_copy_of();
  const auto number = ReportNumber::Parse(named);
  if (number.ok()) return *number;
  if (MayBeOfReport(answer.authenticity())) return claimed();
  return std::nullopt;
}

}  // namespace

absl::Status Watch::MayAskByNumber(const rpc::Caller& caller,
                                   absl::Time now) const {
  const absl::Duration wait = WaitOf(caller, now);
  if (wait == absl::ZeroDuration()) return absl::OkStatus();
  return base::Overloaded(
      "too many numbers were asked for that no report has "
      "（查询的编号多次不存在，请稍后再试）",
      wait);
}

absl::Duration Watch::WaitOf(const rpc::Caller& caller, absl::Time now) const {
  if (caller.visitor.empty()) return guesses_.Wait(caller.name(), now);
  if (!guesses_of_visitors_.Owes(caller.visitor, now)) {
    return absl::ZeroDuration();
  }
  return std::max(guesses_of_visitors_.Wait(caller.visitor, now),
                  guesses_of_all_visitors_.Wait(caller.name(), now));
}

void Watch::ChargeGuess(const rpc::Caller& caller, absl::Time now) {
  if (caller.visitor.empty()) return guesses_.Charge(caller.name(), now);
  guesses_of_visitors_.Charge(caller.visitor, now);
  guesses_of_all_visitors_.Charge(caller.name(), now);
}

bool Watch::Saw(const rpc::Caller& caller, PresentationCount::Channel channel,
                const VerifyReportResponse& answer, Claimed claimed,
                absl::Time now) {
  if (answer.authenticity() == v1::AUTHENTICITY_NOT_ISSUED &&
      channel == PresentationCount::CHANNEL_NUMBER) {
    ChargeGuess(caller, now);
  }
  const std::optional<ReportNumber> number = NumberOf(answer, claimed);
  if (!number) return false;
  presentations_.Add(*number, channel, answer.authenticity(), now);
  if (!IsForged(answer.authenticity()) || !IsAlarming(*number, now)) {
    return false;
  }
  base::Log(base::Severity::kError, "alarm_altered_copies",
            {{"report_number", number->text()}});
  return true;
}

bool Watch::IsAlarming(const claim::ReportNumber& number, absl::Time now) {
  return copies_.Take(number.text(), now) > absl::ZeroDuration() &&
         alarms_.Take(number.text(), now) == absl::ZeroDuration();
}

}  // namespace creditproof::verification
