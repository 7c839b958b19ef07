#include "tools/creditproof/as_of.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/numbers.h"
#include "libs/base/date.h"
#include "tools/creditproof/arguments.h"

namespace creditproof::tool {

absl::StatusOr<AsOf> AsOfArgument(const std::string& text, absl::Time now) {
  AsOf as_of;
  if (absl::SimpleAtoi(text, &as_of.position) && as_of.position > 0) {
    return as_of;
  }
  as_of.position = 0;
  const absl::StatusOr<absl::CivilDay> day = base::ParseDate(text);
  if (day.ok()) {
    const absl::Time over = absl::FromCivil(*day + 1, base::ChinaTime());
    as_of.time = std::min(over - absl::Microseconds(1), now);
    return as_of;
  }
  const absl::StatusOr<absl::Time> time = TimeArgument(text);
  if (!time.ok()) {
    return absl::InvalidArgumentError(
        "应为位置（数字）、日期或时间 neither a position nor a time: such as "
        "2026-11-23 or \"2026-11-23 09:30:00\"");
  }
  as_of.time = *time;
  return as_of;
}

void AskAsOf(const AsOf& as_of, record::v1::GetSubjectRequest& request) {
  request.set_as_of_position(as_of.position);
  if (!as_of.time.has_value()) return;
  *request.mutable_as_of_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
          absl::ToUnixMicros(*as_of.time));
}

}  // namespace creditproof::tool
