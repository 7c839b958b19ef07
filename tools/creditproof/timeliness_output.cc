#include "tools/creditproof/timeliness_output.h"

#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::KindTimeliness;
using ingestion::v1::RowsInDays;
using ingestion::v1::TimelinessStatement;
using Ranges = google::protobuf::RepeatedPtrField<RowsInDays>;

std::string RangeText(const RowsInDays& range) {
  return range.to_days() == 0
             ? absl::StrCat(range.from_days(), "+")
             : absl::StrCat(range.from_days(), "-", range.to_days());
}

// Such as `1-3:5;8-15:1`.
std::string Short(const Ranges& ranges) {
  return absl::StrJoin(ranges, ";", [](std::string* out, const RowsInDays& r) {
    absl::StrAppend(out, RangeText(r), ":", r.rows());
  });
}

Json RangesJson(const Ranges& ranges) {
  Json json = Json::object();
  for (const RowsInDays& range : ranges) {
    json[RangeText(range)] = range.rows();
  }
  return json;
}

std::string InDays(absl::string_view unit, const Ranges& ranges) {
  if (ranges.empty()) return "";
  return absl::StrCat("（",
                      absl::StrJoin(ranges, "，",
                                    [&](std::string* out, const RowsInDays& r) {
                                      absl::StrAppend(out, RangeText(r), " ",
                                                      unit, "：", r.rows());
                                    }),
                      "）");
}

void PrintKind(const KindTimeliness& kind, const Kinds& kinds) {
  PrintLine(absl::StrCat(
      kinds.ChineseName(kind.file_kind()), " ", kinds.Id(kind.file_kind()),
      "\n  ",
      kind.term_working_days() == 0
          ? absl::StrCat("新增 new ", kind.without_term(), "（无期限要求）")
          : absl::StrCat("按时 on time ", kind.on_time(), "，迟报 late ",
                         kind.late(), InDays("个工作日", kind.late_by()),
                         "，期限 term ", kind.term_working_days(), " 个工作日"),
      "\n  更正 revised ", kind.revised(), "，重复 unchanged ",
      kind.unchanged(), "，退回 rejected ", kind.rejected(),
      "（其中非本单位负责 ", kind.not_responsible(), "），存疑 quarantined ",
      kind.quarantined(), "，不收 excluded ", kind.excluded(),
      "\n  至今未更正 open ",
      InDays("天", kind.open_for()).empty() ? "0"
                                            : InDays("天", kind.open_for()),
      "，对账差异 open mismatches ", kind.open_mismatches()));
}

void PrintCsvRow(const TimelinessStatement& statement,
                 const std::string& kind_text, const KindTimeliness& kind) {
  PrintLine(absl::StrJoin(
      std::make_tuple(statement.source(), statement.month(), kind_text,
                      kind.term_working_days(), kind.on_time(), kind.late(),
                      Short(kind.late_by()), kind.without_term(),
                      kind.revised(), kind.unchanged(), kind.rejected(),
                      kind.not_responsible(), kind.quarantined(),
                      kind.excluded(), Short(kind.open_for()),
                      statement.cadence_days(), statement.silent_dates_size(),
                      kind.open_mismatches()),
      ","));
}

}  // namespace

void PrintTimelinessTable(const TimelinessStatement& statement,
                          const Kinds& kinds) {
  PrintLine(absl::StrCat(statement.display_name(), "  ", statement.source(),
                         "  ", statement.month(), "  （截至 as of ",
                         TimeText(statement.time()), "）"));
  for (const KindTimeliness& kind : statement.kinds()) PrintKind(kind, kinds);
  PrintLine(absl::StrCat(
      "报送日 delivered on ", statement.delivery_dates_size(), " 天；",
      statement.cadence_days() == 0
          ? "未规定频次 no cadence"
          : absl::StrCat("应至少每 ", statement.cadence_days(),
                         " 天一次，漏报 silent ", statement.silent_dates_size(),
                         " 天")));
  if (!statement.silent_dates().empty()) {
    PrintLine(absl::StrCat("  ", absl::StrJoin(statement.silent_dates(), " ")));
  }
  PrintLine(
      absl::StrCat("对账差异 open mismatches ", statement.open_mismatches()));
}

void PrintTimelinessCsv(const TimelinessStatement& statement,
                        const Kinds& kinds) {
  PrintLine(
      "source,month,kind,term_working_days,on_time,late,late_by,without_term,"
      "revised,unchanged,rejected,not_responsible,quarantined,excluded,open_"
      "for,cadence_days,silent_days,open_mismatches");
  for (const KindTimeliness& kind : statement.kinds()) {
    PrintCsvRow(statement, kinds.Id(kind.file_kind()), kind);
  }
  // Who was silent all month has a line as well.
  if (statement.kinds().empty()) PrintCsvRow(statement, "", {});
}

Json TimelinessJson(const TimelinessStatement& statement, const Kinds& kinds) {
  Json json = {{"source", statement.source()},
               {"display_name", statement.display_name()},
               {"month", statement.month()},
               {"time", TimeText(statement.time())},
               {"kinds", Json::array()},
               {"cadence_days", statement.cadence_days()},
               {"silent_dates", statement.silent_dates()},
               {"delivery_dates", statement.delivery_dates()},
               {"open_mismatches", statement.open_mismatches()},
               {"calendar_until", statement.calendar_until()}};
  for (const KindTimeliness& kind : statement.kinds()) {
    json["kinds"].push_back({{"kind", kinds.Id(kind.file_kind())},
                             {"term_working_days", kind.term_working_days()},
                             {"on_time", kind.on_time()},
                             {"late", kind.late()},
                             {"late_by", RangesJson(kind.late_by())},
                             {"without_term", kind.without_term()},
                             {"revised", kind.revised()},
                             {"unchanged", kind.unchanged()},
                             {"rejected", kind.rejected()},
                             {"not_responsible", kind.not_responsible()},
                             {"quarantined", kind.quarantined()},
                             {"excluded", kind.excluded()},
                             {"open_for", RangesJson(kind.open_for())},
                             {"open_mismatches", kind.open_mismatches()}});
  }
  return json;
}

}  // namespace creditproof::tool
