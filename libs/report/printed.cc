#include "libs/report/printed.h"

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/report/facts.h"
#include "libs/report/wording.h"

namespace creditproof::report {

absl::StatusOr<std::string> PrintedDay(absl::string_view field,
                                       absl::string_view day) {
  const absl::StatusOr<absl::CivilDay> parsed = base::ParseDate(day);
  if (!parsed.ok()) return base::InvalidField(field, "is no date");
  return ChineseDay(*parsed);
}

std::string OrAbsent(absl::string_view text) {
  return std::string(text.empty() ? kAbsent : text);
}

}  // namespace creditproof::report
