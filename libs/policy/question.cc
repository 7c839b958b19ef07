#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/policy/decide.h"
#include "libs/record/catalogue.h"

namespace creditproof::policy {
namespace {

using record::v1::Area;

absl::StatusOr<std::vector<Area>> AskedAreas(std::vector<Area> areas) {
  if (areas.empty()) {
    const auto all = record::AllAreas();
    return std::vector<Area>(all.begin(), all.end());
  }
  for (const Area area : areas) {
    if (area == record::v1::AREA_UNSPECIFIED ||
        !record::v1::Area_IsValid(area)) {
      return base::InvalidField(
          "areas", absl::StrCat("there is no area ", static_cast<int>(area)));
    }
  }
  std::sort(areas.begin(), areas.end());
  areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
  return areas;
}

absl::StatusOr<absl::CivilDay> AskedDay(absl::string_view field,
                                        absl::string_view text,
                                        absl::CivilDay otherwise) {
  if (text.empty()) return otherwise;
  const auto day = base::ParseDate(text);
  if (!day.ok()) return base::InvalidField(field, day.status().message());
  return *day;
}

// Counted from today and not from the period's end: a shorter period must not
// reach further back.
absl::StatusOr<absl::CivilDay> EarliestDay(const v1::Policy& policy,
                                           absl::CivilDay today) {
  ASSIGN_OR_RETURN(const absl::CivilDay start,
                   base::ParseDate(policy.look_back_start_date()));
  const int years = policy.longest_period_years();
  if (years <= 0) return start;
  // Of 29 February the day after, which is the same day a year later.
  const absl::CivilDay bound(today.year() - years, today.month(), today.day());
  return std::max(start, bound);
}

}  // namespace

absl::StatusOr<Question> MakeQuestion(const v1::Policy& policy,
                                      const std::vector<Area>& areas,
                                      absl::string_view period_start_date,
                                      absl::string_view period_end_date,
                                      absl::CivilDay today) {
  Question question{{}, {}, {}, today};
  ASSIGN_OR_RETURN(question.areas, AskedAreas(areas));
  ASSIGN_OR_RETURN(const absl::CivilDay earliest, EarliestDay(policy, today));
  ASSIGN_OR_RETURN(const absl::CivilDay start,
                   AskedDay("period_start_date", period_start_date, earliest));
  ASSIGN_OR_RETURN(question.period_end,
                   AskedDay("period_end_date", period_end_date, today));
  question.period_start = std::max(start, earliest);
  if (question.period_end > today) {
    return base::InvalidField("period_end_date", "lies in the future");
  }
  if (question.period_start > question.period_end) {
    return base::InvalidField(
        "period_start_date",
        absl::StrCat("lies after the period's end, ",
                     base::FormatDate(question.period_end)));
  }
  return question;
}

}  // namespace creditproof::policy
