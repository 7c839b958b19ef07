// What is counted of a source's deliveries, by kind and month.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/ingestion/v1/timeliness_store.pb.h"
#include "libs/intake/intake.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout of family `timeliness`:
//   source id || "/" || month (YYYY-MM) || "/" || file kind (number)
//                       -> MonthTally
//   source id || "/since" -> the day it was registered, ISO 8601
//
// Rows are counted in the act that puts them into the ledger: once each,
// however often a delivery is sent.

// Counts the rows of one act.
class TimelinessCount {
 public:
  // Both references must outlive this. `today` is in China.
  TimelinessCount(const Origin& origin, const workdays::Calendar& calendar,
                  absl::CivilDay today);

  void Add(const intake::Row& row, const v1::RowVerdict& verdict);

  // Adds what was counted to the month's tally.
  absl::Status AddTo(View& view) const;

 private:
  void AddNew(const intake::Row& row);

  const Origin& origin_;
  const workdays::Calendar& calendar_;
  const absl::CivilDay today_;
  const std::optional<int> term_;  // working days
  v1::KindTimeliness counts_;
};

// Notes that a delivery in which the source looked has ended.
absl::Status NoteDeliveryDay(const Origin& origin, absl::CivilDay today,
                             View& view);

// Notes, once, since when the source is registered.
absl::Status NoteRegistered(absl::string_view source_id, absl::CivilDay today,
                            View& view);
absl::StatusOr<std::optional<absl::CivilDay>> RegisteredSince(
    const View& view, absl::string_view source_id);

// Zero where nothing was counted.
absl::StatusOr<v1::MonthTally> FindTally(const View& view,
                                         absl::string_view source_id,
                                         absl::CivilMonth month,
                                         v1::FileKind kind);

// Adds rows to the range of days that `days` lies in; `ranges` holds ascending
// ranges, none of them empty. Lateness and the age of open rows.
void AddLateness(std::int64_t days, std::int64_t rows,
                 google::protobuf::RepeatedPtrField<v1::RowsInDays>& ranges);
void AddAge(std::int64_t days,
            google::protobuf::RepeatedPtrField<v1::RowsInDays>& ranges);

// `YYYY-MM`.
std::string MonthText(absl::CivilMonth month);

// In how many working days the source must deliver records of this kind.
std::optional<int> LegalTermOf(const changelog::v1::SourceState& source,
                               v1::FileKind kind);

}  // namespace creditproof::ingestion
