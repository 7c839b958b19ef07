#include "tools/creditproof/moment.h"

#include <google/protobuf/util/time_util.h>

#include "absl/time/time.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"

namespace creditproof::tool {
namespace {

using google::protobuf::Timestamp;

absl::StatusOr<Timestamp> Parse(const std::string& text, int days_on) {
  const absl::StatusOr<absl::CivilDay> day = base::ParseDate(text);
  absl::Time time;
  if (day.ok()) {
    time = absl::FromCivil(*day + days_on, base::ChinaTime());
  } else {
    ASSIGN_OR_RETURN(time, TimeArgument(text));
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
