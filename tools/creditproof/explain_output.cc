#include "tools/creditproof/explain_output.h"

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::ExplainedCondition;
using eligibility::v1::ExplainedRecord;
using eligibility::v1::ReplayCheckResponse;
using record::v1::RecordState;

Kinds KindsOf(const ExplainedRecord& explained) {
  Kinds kinds;
  if (explained.has_kind_name()) kinds.Add(explained.kind_name());
  return kinds;
}

std::string StateName(const ExplainedRecord& explained) {
  return Identifier(RecordState::Kind_Name(explained.record().state().kind()),
                    "KIND_");
}

Json ConditionJson(const ExplainedCondition& condition) {
  return {
      {"kind", Identifier(Cause::Kind_Name(condition.kind()), "KIND_")},
      {"state",
       Identifier(ExplainedCondition::State_Name(condition.state()), "STATE_")},
      {"message", condition.message()}};
}

Json RecordJson(const ExplainedRecord& explained) {
  const record::v1::Record& record = explained.record().record();
  const Kinds kinds = KindsOf(explained);
  return {{"record_id", record.record_id()},
          {"date", record.decision_date()},
          {"kind", kinds.Id(record.kind())},
          {"kind_name", kinds.ChineseName(record.kind())},
          {"area", Identifier(record::v1::Area_Name(record.area()), "AREA_")},
          {"authority", record.authority()},
          {"document_number", record.document_number()},
          {"state", StateName(explained)},
          {"objected", explained.record().state().objected()},
          {"counts", explained.counts()},
          {"rule", explained.rule()},
          {"message", explained.message()}};
}

absl::string_view MarkOf(ExplainedCondition::State state) {
  switch (state) {
    case ExplainedCondition::STATE_IN_THE_WAY:
      return "[×]";
    case ExplainedCondition::STATE_NOT_EXAMINED:
      return "[?]";
    default:
      return "[√]";
  }
}

void PrintRecord(int number, const ExplainedRecord& explained) {
  const record::v1::Record& record = explained.record().record();
  PrintLine(absl::StrCat(
      number, ". ", record.decision_date(), "  ",
      KindsOf(explained).ChineseName(record.kind()), "  ",
      record::ChineseName(record.area()), "  ", StateName(explained),
      explained.record().state().objected() ? "（异议处理中）" : ""));
  PrintLine(
      absl::StrCat("   ", record.authority(), "  ", record.document_number()));
  PrintLine(absl::StrCat("   ", explained.counts() ? "计入" : "不计入", "：",
                         explained.message(), "（", explained.rule(), "）"));
}

}  // namespace

Json ExplanationJson(const CreditCode& subject,
                     const ReplayCheckResponse& explained) {
  Json json = VerdictJson(subject, explained.verdict());
  json["decision_time"] = TimeText(explained.verdict().basis().decision_time());
  json["examined"] = Json::array();
  for (const ExplainedCondition& condition : explained.conditions()) {
    json["examined"].push_back(ConditionJson(condition));
  }
  json["record_count"] = explained.record_count();
  json["records"] = Json::array();
  for (const ExplainedRecord& record : explained.records()) {
    json["records"].push_back(RecordJson(record));
  }
  return json;
}

void PrintExplanation(const CreditCode& subject,
                      const ReplayCheckResponse& explained) {
  PrintVerdict(subject, explained.verdict());
  PrintLine(
      absl::StrCat("作出结论的时间 decided as of: ",
                   TimeText(explained.verdict().basis().decision_time())));
  PrintLine("条件 conditions:");
  for (const ExplainedCondition& condition : explained.conditions()) {
    PrintLine(absl::StrCat(
        "  ", MarkOf(condition.state()), " ", condition.message(), "  ",
        Identifier(Cause::Kind_Name(condition.kind()), "KIND_")));
  }
  PrintLine(absl::StrCat("记录 records: ", explained.record_count()));
  int number = 0;
  for (const ExplainedRecord& record : explained.records()) {
    PrintRecord(++number, record);
  }
  if (explained.record_count() > number) {
    PrintLine(absl::StrCat("其余 ", explained.record_count() - number,
                           " 条，查询依据不允许列出"));
  }
}

}  // namespace creditproof::tool
