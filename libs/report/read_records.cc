#include "libs/report/read_records.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/report/printed.h"
#include "libs/report/template.h"

namespace creditproof::report {
namespace {

using v1::AreaResult;
using v1::ListedRecord;
using v1::ReportData;

// What is outside the areas comes last.
int Place(record::v1::Area area) {
  return area == record::v1::AREA_UNSPECIFIED ? std::numeric_limits<int>::max()
                                              : static_cast<int>(area);
}

bool Before(const ListedRecord& a, const ListedRecord& b) {
  return std::make_tuple(Place(a.area()), std::cref(a.decision_date()),
                         std::cref(a.record_id())) <
         std::make_tuple(Place(b.area()), std::cref(b.decision_date()),
                         std::cref(b.record_id()));
}

absl::Status CheckList(const ReportData& data) {
  const auto& records = data.records();
  if (records.empty() || records.size() > kMostRecords) {
    return base::InvalidField("records",
                              absl::StrCat("must be 1 to ", kMostRecords));
  }
  for (int i = 1; i < records.size(); ++i) {
    if (!Before(records[i - 1], records[i])) {
      return base::InvalidField("records", "are not in the page's order");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckCounts(const ReportData& data) {
  std::map<int, std::uint32_t> listed;
  for (const ListedRecord& record : data.records()) ++listed[record.area()];
  listed.erase(record::v1::AREA_UNSPECIFIED);
  for (const AreaResult& result : data.areas()) {
    const auto at = listed.find(result.area());
    const std::uint32_t count = at == listed.end() ? 0 : at->second;
    const bool says_so = result.kind() == AreaResult::KIND_RECORDS;
    if (result.record_count() != count || says_so != (count > 0)) {
      return base::InvalidField("areas", "count other records than are listed");
    }
    listed.erase(result.area());
  }
  if (listed.empty()) return absl::OkStatus();
  return base::InvalidField("records", "are of an area that is not there");
}

absl::StatusOr<RecordFacts> ReadRecord(const ListedRecord& record) {
  if (record.kind_name().empty()) {
    return base::InvalidField("records.kind_name", "is required");
  }
  if (StateName(record.state()).empty()) {
    return base::InvalidField("records.state", "is not printed");
  }
  RecordFacts facts;
  facts.kind = record.kind_name();
  if (record.area() == record::v1::AREA_UNSPECIFIED) {
    facts.place = OrAbsent(record.source_name());
  } else {
    facts.area_number =
        absl::StrFormat("%02d", static_cast<int>(record.area()));
    facts.place = std::string(record::ChineseName(record.area()));
  }
  facts.date = std::string(kAbsent);
  if (!record.decision_date().empty()) {
    ASSIGN_OR_RETURN(facts.date, PrintedDay("records.decision_date",
                                            record.decision_date()));
  }
  facts.content = OrAbsent(record.content());
  facts.authority = OrAbsent(record.authority());
  facts.document_number = record.document_number();
  facts.state = record.state();
  if (record.state_date().empty()) return facts;
  ASSIGN_OR_RETURN(const std::string day,
                   PrintedDay("records.state_date", record.state_date()));
  facts.state_since = StateSince(day, record.state());
  return facts;
}

}  // namespace

absl::StatusOr<std::vector<RecordFacts>> ReadRecords(const ReportData& data) {
  RETURN_IF_ERROR(CheckList(data));
  RETURN_IF_ERROR(CheckCounts(data));
  std::vector<RecordFacts> records;
  for (const ListedRecord& record : data.records()) {
    ASSIGN_OR_RETURN(RecordFacts facts, ReadRecord(record));
    records.push_back(std::move(facts));
  }
  return records;
}

}  // namespace creditproof::report
