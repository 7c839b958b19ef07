#include "services/verification/watch.h"

#include <string>

#include "libs/base/error.h"
#include "libs/base/log.h"

namespace creditproof::verification {
namespace {

using v1::PresentationCount;
using v1::VerifyReportResponse;

// The registered report that `answer` is about; empty where there is none.
const std::string& NumberIn(const VerifyReportResponse& answer) {
  return answer.has_issued() ? answer.issued().report_number()
                             : answer.altered_copy_of();
}

}  // namespace

absl::Status Watch::MayAskByNumber(absl::string_view client,
                                   absl::Time now) const {
  const absl::Duration wait = guesses_.Wait(client, now);
  if (wait == absl::ZeroDuration()) return absl::OkStatus();
  return base::Overloaded(
      "too many numbers were asked for that no report has "
      "（查询的编号多次不存在，请稍后再试）",
      wait);
}

bool Watch::Saw(absl::string_view client, PresentationCount::Channel channel,
                const VerifyReportResponse& answer, absl::Time now) {
  if (answer.authenticity() == v1::AUTHENTICITY_NOT_ISSUED &&
      channel == PresentationCount::CHANNEL_NUMBER) {
    guesses_.Charge(client, now);
  }
  const auto number = claim::ReportNumber::Parse(NumberIn(answer));
  if (!number.ok()) return false;
  presentations_.Add(*number, channel, answer.authenticity(), now);
  if (answer.altered_copy_of().empty() || !IsAlarming(*number, now)) {
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
