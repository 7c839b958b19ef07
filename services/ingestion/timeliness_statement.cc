#include "services/ingestion/timeliness_statement.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/statement.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/mismatch_index.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/sources.h"
#include "services/ingestion/timeliness.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using Kinds = std::map<v1::FileKind, v1::KindTimeliness>;

absl::CivilDay DayOf(const google::protobuf::Timestamp& time) {
  return base::ChinaDay(
      absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time)));
}

absl::Status MonthUnknown(absl::CivilMonth month) {
  const std::string text = MonthText(month);
  return base::Error(
      absl::StatusCode::kOutOfRange, base::Reason::REASON_MONTH_UNKNOWN,
      absl::StrCat("nothing is known for the month ", text), {{"month", text}});
}

absl::StatusOr<std::vector<v1::FileKind>> AllKinds(const View& view) {
  std::vector<v1::FileKind> kinds;
  for (int kind = v1::FileKind_MIN + 1; kind <= v1::FileKind_MAX; ++kind) {
    if (v1::FileKind_IsValid(kind)) {
      kinds.push_back(static_cast<v1::FileKind>(kind));
    }
  }
  ASSIGN_OR_RETURN(const std::vector<record::v1::DeclaredKind> declared,
                   AllDeclaredKinds(view));
  for (const record::v1::DeclaredKind& kind : declared) {
    kinds.push_back(static_cast<v1::FileKind>(kind.number()));
  }
  return kinds;
}

v1::FileKind FileKindOf(record::v1::RecordKind record_kind,
                        const std::vector<v1::FileKind>& all) {
  for (const v1::FileKind kind : all) {
    if (RecordKindOf(kind) == record_kind) return kind;
  }
  return v1::FILE_KIND_UNSPECIFIED;
}

absl::Status AddCounts(const View& view, const std::string& source_id,
                       absl::CivilMonth month, Kinds& kinds) {
  ASSIGN_OR_RETURN(const auto all, AllKinds(view));
  for (const v1::FileKind kind : all) {
    ASSIGN_OR_RETURN(v1::MonthTally tally,
                     FindTally(view, source_id, month, kind));
    if (tally.has_counts()) kinds[kind] = std::move(*tally.mutable_counts());
  }
  return absl::OkStatus();
}

absl::Status AddOpenRows(const View& view, const std::string& source_id,
                         absl::CivilDay today, Kinds& kinds) {
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> rows,
                   OpenRowsOfSource(view, source_id));
  ASSIGN_OR_RETURN(const auto all, AllKinds(view));
  for (const v1::OpenRow& row : rows) {
    if (row.recorded()) continue;  // others may be meant: not its to mend
    // A clock may be set back.
    const std::int64_t age =
        std::max<std::int64_t>(today - DayOf(row.open_time()), 0);
    v1::KindTimeliness& kind = kinds[FileKindOf(row.record_kind(), all)];
    AddAge(age, *kind.mutable_open_for());
  }
  return absl::OkStatus();
}

absl::Status AddOpenMismatches(const View& view, const std::string& source_id,
                               Kinds& kinds) {
  ASSIGN_OR_RETURN(const auto all, AllKinds(view));
  for (const v1::FileKind kind : all) {
    ASSIGN_OR_RETURN(
        const std::vector<std::string> open,
        view.Suffixes(kIndex, OpenMismatchesOf(source_id, RecordKindOf(kind))));
    if (open.empty()) continue;
    kinds[kind].set_open_mismatches(static_cast<std::int64_t>(open.size()));
  }
  return absl::OkStatus();
}

// From `first` month to `last`, of every kind.
absl::StatusOr<std::set<absl::CivilDay>> DeliveryDays(
    const View& view, const std::string& source_id, absl::CivilMonth first,
    absl::CivilMonth last) {
  ASSIGN_OR_RETURN(const auto all, AllKinds(view));
  std::set<absl::CivilDay> days;
  for (absl::CivilMonth month = first; month <= last; ++month) {
    for (const v1::FileKind kind : all) {
      ASSIGN_OR_RETURN(const v1::MonthTally tally,
                       FindTally(view, source_id, month, kind));
      for (const int day : tally.delivery_days()) {
        days.insert(absl::CivilDay(month) + (day - 1));
      }
    }
  }
  return days;
}

absl::StatusOr<std::optional<absl::CivilDay>> Since(
    const View& view, const std::string& source_id, const v1::Source& source) {
  ASSIGN_OR_RETURN(auto since, RegisteredSince(view, source_id));
  if (!since.has_value() && source.has_first_delivery_time()) {
    since = DayOf(source.first_delivery_time());
  }
  return since;
}

absl::Status AddDays(const View& view, const std::string& source_id,
                     absl::CivilMonth month, absl::CivilDay today,
                     std::optional<absl::CivilDay> since,
                     v1::TimelinessStatement& statement) {
  const int cadence = statement.cadence_days();
  const absl::CivilMonth first(absl::CivilDay(month) - cadence);
  ASSIGN_OR_RETURN(const std::set<absl::CivilDay> deliveries,
                   DeliveryDays(view, source_id, first, month));
  for (const absl::CivilDay day : deliveries) {
    if (absl::CivilMonth(day) != month) continue;
    statement.add_delivery_dates(base::FormatDate(day));
  }
  if (cadence == 0) return absl::OkStatus();
  for (const absl::CivilDay day :
       SilentDays(month, today, cadence, deliveries, since)) {
    statement.add_silent_dates(base::FormatDate(day));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::TimelinessStatement> DescribeTimeliness(
    const View& view, const std::string& source_id, absl::CivilMonth month,
    const workdays::Calendar& calendar, absl::Time now) {
  ASSIGN_OR_RETURN(const v1::Source source, FindSource(view, source_id));
  ASSIGN_OR_RETURN(const auto state, FindSourceState(view, source_id));
  ASSIGN_OR_RETURN(const auto since, Since(view, source_id, source));
  const absl::CivilDay today = base::ChinaDay(now);
  if (month > absl::CivilMonth(today)) return MonthUnknown(month);
  if (since.has_value() && month < absl::CivilMonth(*since)) {
    return MonthUnknown(month);
  }
  v1::TimelinessStatement statement;
  statement.set_source(record::SourceName(source_id));
  statement.set_display_name(source.display_name());
  statement.set_month(MonthText(month));
  *statement.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  statement.set_cadence_days(source.cadence_days());
  statement.set_calendar_until(base::FormatDate(calendar.known_until()));
  Kinds kinds;
  RETURN_IF_ERROR(AddCounts(view, source_id, month, kinds));
  RETURN_IF_ERROR(AddOpenRows(view, source_id, today, kinds));
  RETURN_IF_ERROR(AddOpenMismatches(view, source_id, kinds));
  for (auto& [kind, counts] : kinds) {
    counts.set_file_kind(kind);
    statement.set_open_mismatches(statement.open_mismatches() +
                                  counts.open_mismatches());
    counts.set_term_working_days(LegalTermOf(*state, kind).value_or(0));
    *statement.add_kinds() = std::move(counts);
  }
  RETURN_IF_ERROR(AddDays(view, source_id, month, today, since, statement));
  return statement;
}

absl::StatusOr<v1::SignedTimeliness> SignTimeliness(
    const v1::TimelinessStatement& statement, const crypto::SigningKey& key) {
  v1::SignedTimeliness signed_statement;
  signed_statement.set_statement(statement.SerializeAsString());
  signed_statement.set_key_id(crypto::KeyIdText(key.verifying_key()));
  ASSIGN_OR_RETURN(std::string signature,
                   crypto::SignStatement(crypto::kTimelinessContext,
                                         signed_statement.statement(), key));
  signed_statement.set_signature(std::move(signature));
  return signed_statement;
}

std::vector<absl::CivilDay> SilentDays(
    absl::CivilMonth month, absl::CivilDay today, int cadence_days,
    const std::set<absl::CivilDay>& deliveries,
    std::optional<absl::CivilDay> since) {
  std::vector<absl::CivilDay> silent;
  const absl::CivilDay end = std::min(absl::CivilDay(month + 1), today);
  for (absl::CivilDay day(month); day < end; ++day) {
    const auto after = deliveries.upper_bound(day);
    std::optional<absl::CivilDay> last = since;
    if (after != deliveries.begin()) last = *std::prev(after);
    if (last.has_value() && day - *last >= cadence_days) silent.push_back(day);
  }
  return silent;
}

}  // namespace creditproof::ingestion
