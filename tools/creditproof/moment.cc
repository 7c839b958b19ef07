#include "tools/creditproof/moment.h"

#include <google/protobuf/util/time_util.h>

#include "absl/time/time.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

using google::protobuf::Timestamp;

absl::StatusOr<absl::Time> ParseMoment(const std::string& text) {
  absl::Time time;
  std::string ignored;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &ignored) ||
      absl::ParseTime("%Y-%m-%d%ET%H:%M:%E*S", text, base::ChinaTime(), &time,
                      &ignored) ||
      absl::ParseTime("%Y-%m-%d %H:%M:%E*S", text, base::ChinaTime(), &time,
                      &ignored)) {
    return time;
  }
  return absl::InvalidArgumentError(
      "应为日期或时间 neither a day nor a time: such as 2026-12-31 or "
      "\"2026-12-31 09:30:00\"");
}

absl::StatusOr<Timestamp> Parse(const std::string& text, int days_on) {
  const absl::StatusOr<absl::CivilDay> day = base::ParseDate(text);
  absl::Time time;
  if (day.ok()) {
    time = absl::FromCivil(*day + days_on, base::ChinaTime());
  } else {
    ASSIGN_OR_RETURN(time, ParseMoment(text));
  }
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(time));
}

}  // namespace

absl::StatusOr<Timestamp> BeginArgument(const std::string& text) {
  return Parse(text, 0);
}

absl::StatusOr<Timestamp> EndArgument(const std::string& text) {
  return Parse(text, 1);
}

}  // namespace creditproof::tool
