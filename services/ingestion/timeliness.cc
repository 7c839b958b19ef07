#include "services/ingestion/timeliness.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/families.h"
#include "services/ingestion/responsibility.h"

namespace creditproof::ingestion {
namespace {

constexpr int kPenaltyTerm = 7;  // working days, where the source says nothing

struct DayRange {
  int from;
  int to;  // 0 for without end
};
constexpr DayRange kLateness[] = {{1, 3},   {4, 7},   {8, 15},
                                  {16, 30}, {31, 90}, {91, 0}};
constexpr DayRange kAges[] = {{0, 1}, {2, 7}, {8, 30}, {31, 90}, {91, 0}};

using Ranges = google::protobuf::RepeatedPtrField<v1::RowsInDays>;

std::string TallyKey(absl::string_view source_id, absl::CivilMonth month,
                     v1::FileKind kind) {
  return absl::StrCat(source_id, "/", MonthText(month), "/",
                      static_cast<int>(kind));
}

std::string SinceKey(absl::string_view source_id) {
  return absl::StrCat(source_id, "/since");
}

absl::Status Corrupt(absl::string_view key) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      absl::StrCat("the count ", key, " cannot be read"), {{"key", key}});
}

v1::RowsInDays& RangeFrom(const DayRange& range, Ranges& ranges) {
  for (v1::RowsInDays& known : ranges) {
    if (known.from_days() == range.from) return known;
  }
  v1::RowsInDays added;
  added.set_from_days(range.from);
  added.set_to_days(range.to);
  *ranges.Add() = added;
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) {
    return a.from_days() < b.from_days();
  });
  return RangeFrom(range, ranges);
}

void AddRows(std::int64_t days, std::int64_t rows,
             absl::Span<const DayRange> of, Ranges& ranges) {
  const auto after =
      std::find_if(of.begin() + 1, of.end(),
                   [&](const DayRange& range) { return range.from > days; });
  v1::RowsInDays& range = RangeFrom(*(after - 1), ranges);
  range.set_rows(range.rows() + rows);
}

void Merge(const v1::KindTimeliness& from, v1::KindTimeliness& to) {
  to.set_on_time(to.on_time() + from.on_time());
  to.set_late(to.late() + from.late());
  to.set_without_term(to.without_term() + from.without_term());
  to.set_revised(to.revised() + from.revised());
  to.set_unchanged(to.unchanged() + from.unchanged());
  to.set_rejected(to.rejected() + from.rejected());
  to.set_not_responsible(to.not_responsible() + from.not_responsible());
  to.set_quarantined(to.quarantined() + from.quarantined());
  to.set_excluded(to.excluded() + from.excluded());
  for (const v1::RowsInDays& late : from.late_by()) {
    AddLateness(late.from_days(), late.rows(), *to.mutable_late_by());
  }
}

void PutTally(const Origin& origin, absl::CivilMonth month,
              v1::MonthTally tally, View& view) {
  tally.mutable_counts()->set_file_kind(origin.file_kind);
  view.Put(kTimeliness,
           TallyKey(origin.source.source_id(), month, origin.file_kind),
           tally.SerializeAsString());
}

}  // namespace

TimelinessCount::TimelinessCount(const Origin& origin,
                                 const workdays::Calendar& calendar,
                                 absl::CivilDay today)
    : origin_(origin),
      calendar_(calendar),
      today_(today),
      term_(LegalTermOf(origin.source, origin.file_kind)) {}

void TimelinessCount::Add(const intake::Row& row,
                          const v1::RowVerdict& verdict) {
  switch (verdict.outcome()) {
    case v1::ROW_OUTCOME_ACCEPTED:
      return AddNew(row);
    case v1::ROW_OUTCOME_REVISED:
      return counts_.set_revised(counts_.revised() + 1);
    case v1::ROW_OUTCOME_UNCHANGED:
      return counts_.set_unchanged(counts_.unchanged() + 1);
    case v1::ROW_OUTCOME_REJECTED:
      counts_.set_rejected(counts_.rejected() + 1);
      if (!IsOutsideResponsibility(verdict)) return;
      return counts_.set_not_responsible(counts_.not_responsible() + 1);
    case v1::ROW_OUTCOME_QUARANTINED:
      return counts_.set_quarantined(counts_.quarantined() + 1);
    default:
      return counts_.set_excluded(counts_.excluded() + 1);
  }
}

void TimelinessCount::AddNew(const intake::Row& row) {
  const absl::StatusOr<absl::CivilDay> decided = base::ParseDate(
      row.record.has_value() ? row.record->decision_date() : "");
  if (!term_.has_value() || !decided.ok()) {
    return counts_.set_without_term(counts_.without_term() + 1);
  }
  const std::int64_t late =
      calendar_.WorkdaysBetween(*decided, today_) - *term_;
  if (late <= 0) return counts_.set_on_time(counts_.on_time() + 1);
  counts_.set_late(counts_.late() + 1);
  AddLateness(late, 1, *counts_.mutable_late_by());
}

absl::Status TimelinessCount::AddTo(View& view) const {
  const absl::CivilMonth month(today_);
  ASSIGN_OR_RETURN(
      v1::MonthTally tally,
      FindTally(view, origin_.source.source_id(), month, origin_.file_kind));
  Merge(counts_, *tally.mutable_counts());
  PutTally(origin_, month, std::move(tally), view);
  return absl::OkStatus();
}

absl::Status NoteDeliveryDay(const Origin& origin, absl::CivilDay today,
                             View& view) {
  const absl::CivilMonth month(today);
  ASSIGN_OR_RETURN(
      v1::MonthTally tally,
      FindTally(view, origin.source.source_id(), month, origin.file_kind));
  auto& days = *tally.mutable_delivery_days();
  if (std::find(days.begin(), days.end(), today.day()) != days.end()) {
    return absl::OkStatus();
  }
  days.Add(today.day());
  std::sort(days.begin(), days.end());  // a clock may be set back
  PutTally(origin, month, std::move(tally), view);
  return absl::OkStatus();
}

absl::Status NoteRegistered(absl::string_view source_id, absl::CivilDay today,
                            View& view) {
  ASSIGN_OR_RETURN(const auto since, RegisteredSince(view, source_id));
  if (since.has_value()) return absl::OkStatus();
  view.Put(kTimeliness, SinceKey(source_id), base::FormatDate(today));
  return absl::OkStatus();
}

absl::StatusOr<std::optional<absl::CivilDay>> RegisteredSince(
    const View& view, absl::string_view source_id) {
  const std::string key = SinceKey(source_id);
  ASSIGN_OR_RETURN(const auto text, view.Get(kTimeliness, key));
  if (!text.has_value()) return std::optional<absl::CivilDay>();
  const absl::StatusOr<absl::CivilDay> day = base::ParseDate(*text);
  if (!day.ok()) return Corrupt(key);
  return std::optional<absl::CivilDay>(*day);
}

absl::StatusOr<v1::MonthTally> FindTally(const View& view,
                                         absl::string_view source_id,
                                         absl::CivilMonth month,
                                         v1::FileKind kind) {
  const std::string key = TallyKey(source_id, month, kind);
  ASSIGN_OR_RETURN(const auto bytes, view.Get(kTimeliness, key));
  v1::MonthTally tally;
  if (bytes.has_value() && !tally.ParseFromString(*bytes)) return Corrupt(key);
  return tally;
}

void AddLateness(std::int64_t days, std::int64_t rows, Ranges& ranges) {
  AddRows(days, rows, kLateness, ranges);
}

void AddAge(std::int64_t days, Ranges& ranges) {
  AddRows(days, 1, kAges, ranges);
}

std::string MonthText(absl::CivilMonth month) {
  return base::FormatDate(absl::CivilDay(month)).substr(0, 7);
}

std::optional<int> LegalTermOf(const changelog::v1::SourceState& source,
                               v1::FileKind kind) {
  const record::v1::RecordKind record_kind = RecordKindOf(kind);
  for (const changelog::v1::LegalTerm& term : source.legal_terms()) {
    if (term.record_kind() == record_kind) return term.working_days();
  }
  if (record_kind == record::v1::RECORD_KIND_PENALTY) return kPenaltyTerm;
  return std::nullopt;
}

}  // namespace creditproof::ingestion
