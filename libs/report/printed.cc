#include "libs/report/printed.h"

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/report/facts.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

std::string ChineseDay(absl::CivilDay day) {
  return absl::StrCat(day.year(), "年", day.month(), "月", day.day(), "日");
}

absl::string_view Act(ListedRecord::State state) {
  switch (state) {
    case ListedRecord::STATE_REPAIRED:
      return "修复";
    case ListedRecord::STATE_OBJECTED:
      return "提出";
    case ListedRecord::STATE_REMOVED:
      return "移出";
    default:
      return "";
  }
}

}  // namespace

std::string ChineseTime(absl::Time time, absl::string_view between) {
  const absl::CivilSecond second = absl::ToCivilSecond(time, base::ChinaTime());
  const auto two_digits = [](int number) {
    return absl::Dec(number, absl::kZeroPad2);
  };
  return absl::StrCat(ChineseDay(absl::CivilDay(second)), between,
                      two_digits(second.hour()), "时",
                      two_digits(second.minute()), "分",
                      two_digits(second.second()), "秒");
}

absl::StatusOr<std::string> PrintedDay(absl::string_view field,
                                       absl::string_view day) {
  const absl::StatusOr<absl::CivilDay> parsed = base::ParseDate(day);
  if (!parsed.ok()) return base::InvalidField(field, "is no date");
  return ChineseDay(*parsed);
}

std::string OrAbsent(absl::string_view text) {
  return std::string(text.empty() ? kAbsent : text);
}

absl::string_view StateName(ListedRecord::State state) {
  switch (state) {
    case ListedRecord::STATE_EFFECTIVE:
      return "有效";
    case ListedRecord::STATE_REPAIRED:
      return "已修复";
    case ListedRecord::STATE_OBJECTED:
      return "异议处理中";
    case ListedRecord::STATE_REMOVED:
      return "已移出";
    default:
      return "";
  }
}

std::string StateSince(absl::string_view day, ListedRecord::State state) {
  return absl::StrCat(day, Act(state));
}

}  // namespace creditproof::report
