#include "libs/report/facts.h"

#include <google/protobuf/util/message_differencer.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/report_number.h"
#include "libs/record/catalogue.h"
#include "libs/report/printed.h"
#include "libs/report/read_records.h"
#include "libs/report/record_wording.h"
#include "libs/report/wording.h"

namespace creditproof::report {
namespace {

using google::protobuf::util::MessageDifferencer;
using v1::AreaResult;
using v1::ReportData;

absl::Status CheckTemplate(const ReportData& data, const Template& drawn,
                           const policy::v1::Names& names) {
  if (data.template_id() != drawn.id) {
    return base::InvalidField("template_id",
                              absl::StrCat("this renderer draws ", drawn.id));
  }
  if (data.outcome() != drawn.outcome) {
    return base::InvalidField(
        "outcome", absl::StrCat("this template states ",
                                ReportData::Outcome_Name(drawn.outcome)));
  }
  if (!MessageDifferencer::Equals(data.names(), names)) {
    return base::InvalidField("names",
                              "are not those that the prefix was built for");
  }
  return absl::OkStatus();
}

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

absl::StatusOr<std::vector<AreaMark>> ReadMarks(const ReportData& data) {
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

absl::Status ReadSubject(const v1::SubjectData& subject, Facts& facts) {
  if (subject.name().empty()) {
    return base::InvalidField("subject.name", "is required");
  }
  if (subject.credit_code().size() != CreditCode::kLength) {
    return base::InvalidField("subject.credit_code", "has 18 characters");
  }
  facts.name = subject.name();
  facts.credit_code = subject.credit_code();
  facts.operator_kind = OrAbsent(record::ChineseName(subject.operator_kind()));
  facts.legal_representative = OrAbsent(subject.legal_representative_masked());
  facts.status = OrAbsent(record::ChineseName(subject.status()));
  facts.authority = OrAbsent(subject.registration_authority());
  facts.address = OrAbsent(subject.address());
  facts.founded = std::string(kAbsent);
  if (subject.founded_date().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(facts.founded,
                   PrintedDay("subject.founded_date", subject.founded_date()));
  return absl::OkStatus();
}

// What a clean report concludes.
absl::Status ConcludeClean(const policy::v1::Names& names,
                           absl::string_view issue_time, Facts& facts) {
  const Tally tally = Count(facts.marks);
  if (tally.clear == 0) {
    return base::InvalidField("areas",
                              "no area of a clean report was looked at");
  }
  if (!tally.with_records.empty()) {
    return base::InvalidField("records", "have no place in a clean report");
  }
  facts.headline = Headline(tally);
  facts.remark = Remark(tally);
  facts.statement = Statement(names, facts, issue_time, tally);
  facts.count_line = CountLine(tally);
  return absl::OkStatus();
}

void ConcludeWithRecords(const policy::v1::Names& names,
                         absl::string_view issue_time, Facts& facts) {
  const Tally tally = Count(facts.marks);
  const RecordTally records = Count(facts.records);
  facts.headline = Headline(records);
  facts.remark = RecordsRemark(tally);
  facts.statement = StatementToPages(names, facts, issue_time, records);
  facts.statement_rest = StatementFromPages(tally, records);
  facts.count_line = CountLine(tally, records);
}

// The last words of the statement name the report that this one replaces.
absl::Status AddReplaced(const std::string& replaces, Facts& facts) {
  if (replaces.empty()) return absl::OkStatus();
  const auto number = claim::ReportNumber::Parse(replaces);
  if (!number.ok()) {
    return base::InvalidField("replaces", number.status().message());
  }
  absl::StrAppend(&facts.statement_rest, Replacing(number->printed()));
  return absl::OkStatus();
}

// All but the number.
absl::StatusOr<Facts> ReadStated(const ReportData& data, const Template& drawn,
                                 const policy::v1::Names& names) {
  RETURN_IF_ERROR(CheckTemplate(data, drawn, names));
  Facts facts;
  RETURN_IF_ERROR(ReadSubject(data.subject(), facts));
  ASSIGN_OR_RETURN(facts.marks, ReadMarks(data));
  ASSIGN_OR_RETURN(const std::string start,
                   PrintedDay("period_start_date", data.period_start_date()));
  ASSIGN_OR_RETURN(const std::string end,
                   PrintedDay("period_end_date", data.period_end_date()));
  facts.period = absl::StrCat(start, "至", end);
  facts.scenario = OrAbsent(record::ChineseName(data.scenario()));
  facts.purpose = OrAbsent(data.purpose());
  facts.receiver = OrAbsent(data.receiver());

  const absl::Time issued = absl::FromUnixSeconds(data.issue_time().seconds());
  facts.issue_time = ChineseTime(issued, " ");
  facts.data_as_of_time =
      ChineseTime(absl::FromUnixSeconds(data.data_as_of_time().seconds()), " ");
  const std::string issue_time = ChineseTime(issued, "");
  if (drawn.outcome == ReportData::OUTCOME_CLEAN) {
    RETURN_IF_ERROR(ConcludeClean(names, issue_time, facts));
  } else {
    ASSIGN_OR_RETURN(facts.records, ReadRecords(data));
    ConcludeWithRecords(names, issue_time, facts);
  }
  RETURN_IF_ERROR(AddReplaced(data.replaces(), facts));
  return facts;
}

}  // namespace

absl::StatusOr<Facts> ReadFacts(const ReportData& data, const Template& drawn,
                                const policy::v1::Names& names) {
  ASSIGN_OR_RETURN(Facts facts, ReadStated(data, drawn, names));
  const auto number = claim::ReportNumber::Parse(data.report_number());
  if (!number.ok()) {
    return base::InvalidField("report_number", number.status().message());
  }
  facts.number = number->printed();
  return facts;
}

absl::StatusOr<Facts> ReadPreviewFacts(const ReportData& data,
                                       const Template& drawn,
                                       const policy::v1::Names& names) {
  ASSIGN_OR_RETURN(Facts facts, ReadStated(data, drawn, names));
  facts.issue_time = std::string(kAbsent);
  return facts;
}

}  // namespace creditproof::report
