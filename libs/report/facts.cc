#include "libs/report/facts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/report_number.h"
#include "libs/record/catalogue.h"
#include "libs/report/conclude.h"
#include "libs/report/printed.h"
#include "libs/report/read_marks.h"
#include "libs/report/read_records.h"

namespace creditproof::report {
namespace {

using v1::ReportData;

absl::Status CheckTemplate(const ReportData& data, const Template& drawn,
                           const policy::v1::Names& names) {
  if (data.template_id() != drawn.template_id()) {
    return base::InvalidField(
        "template_id",
        absl::StrCat("this renderer draws ", drawn.template_id()));
  }
  if (data.outcome() != drawn.outcome()) {
    return base::InvalidField(
        "outcome", absl::StrCat("this template states ",
                                ReportData::Outcome_Name(drawn.outcome())));
  }
  if (data.names().SerializeAsString() != names.SerializeAsString()) {
    return base::InvalidField("names",
                              "are not those that the prefix was built for");
  }
  return absl::OkStatus();
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

// All but the number and what a template words.
absl::StatusOr<Facts> ReadStated(const ReportData& data) {
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

  facts.issue_time =
      ChineseTime(absl::FromUnixSeconds(data.issue_time().seconds()), " ");
  facts.data_as_of_time =
      ChineseTime(absl::FromUnixSeconds(data.data_as_of_time().seconds()), " ");
  if (data.outcome() == ReportData::OUTCOME_WITH_RECORDS) {
    ASSIGN_OR_RETURN(facts.records, ReadRecords(data));
  }
  return facts;
}

}  // namespace

const std::string& ValueOf(const Facts& facts, v1::TableFact fact) {
  switch (fact) {
    case v1::TABLE_FACT_CREDIT_CODE:
      return facts.credit_code;
    case v1::TABLE_FACT_OPERATOR_KIND:
      return facts.operator_kind;
    case v1::TABLE_FACT_LEGAL_REPRESENTATIVE:
      return facts.legal_representative;
    case v1::TABLE_FACT_STATUS:
      return facts.status;
    case v1::TABLE_FACT_FOUNDED:
      return facts.founded;
    case v1::TABLE_FACT_AUTHORITY:
      return facts.authority;
    case v1::TABLE_FACT_ADDRESS:
      return facts.address;
    case v1::TABLE_FACT_SCENARIO:
      return facts.scenario;
    case v1::TABLE_FACT_PERIOD:
      return facts.period;
    case v1::TABLE_FACT_PURPOSE:
      return facts.purpose;
    case v1::TABLE_FACT_RECEIVER:
      return facts.receiver;
    default:
      return facts.name;
  }
}

absl::StatusOr<Facts> ReadPlainFacts(const ReportData& data) {
  ASSIGN_OR_RETURN(Facts facts, ReadStated(data));
  const auto number = claim::ReportNumber::Parse(data.report_number());
  if (!number.ok()) {
    return base::InvalidField("report_number", number.status().message());
  }
  facts.number = number->printed();
  return facts;
}

absl::StatusOr<Facts> ReadFacts(const ReportData& data, const Template& drawn,
                                const policy::v1::Names& names) {
  RETURN_IF_ERROR(CheckTemplate(data, drawn, names));
  ASSIGN_OR_RETURN(Facts facts, ReadPlainFacts(data));
  RETURN_IF_ERROR(Conclude(data, drawn, names, facts));
  return facts;
}

absl::StatusOr<Facts> ReadPreviewFacts(const ReportData& data,
                                       const Template& drawn,
                                       const policy::v1::Names& names) {
  RETURN_IF_ERROR(CheckTemplate(data, drawn, names));
  ASSIGN_OR_RETURN(Facts facts, ReadStated(data));
  RETURN_IF_ERROR(Conclude(data, drawn, names, facts));
  facts.issue_time = std::string(kAbsent);
  return facts;
}

}  // namespace creditproof::report
