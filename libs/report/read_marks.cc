#include "libs/report/read_marks.h"

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"

namespace creditproof::report {
namespace {

using v1::AreaResult;

absl::StatusOr<Mark> ReadMark(AreaResult::Kind kind) {
  switch (kind) {
    case AreaResult::KIND_NOTHING_FOUND:
      return Mark::kNothingFound;
    case AreaResult::KIND_NO_DATA:
      return Mark::kNoData;
    case AreaResult::KIND_NOT_ASKED:
      return Mark::kNotAsked;
    case AreaResult::KIND_RECORDS:
      return Mark::kRecords;
    default:
      return base::InvalidField("areas.kind", "has no mark in this template");
  }
}

}  // namespace

absl::StatusOr<std::vector<AreaMark>> ReadMarks(const v1::ReportData& data) {
  const auto catalogue = record::AllAreas();
  if (static_cast<std::size_t>(data.areas_size()) != catalogue.size()) {
    return base::InvalidField("areas", "must be the whole catalogue");
  }
  std::vector<AreaMark> marks;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    const AreaResult& result = data.areas(static_cast<int>(i));
    if (result.area() != catalogue[i]) {
      return base::InvalidField("areas", "are not in order of the catalogue");
    }
    ASSIGN_OR_RETURN(const Mark mark, ReadMark(result.kind()));
    marks.push_back({mark, static_cast<int>(result.record_count())});
  }
  return marks;
}

}  // namespace creditproof::report
