#include "tools/creditproof/verdict_output.h"

#include "absl/strings/str_cat.h"
#include "libs/policy/decide.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/kinds.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::Finding;
using eligibility::v1::Verdict;
using record::ChineseName;
using record::v1::RecordState;

Kinds KindsOf(const Finding& finding) {
  Kinds kinds;
  if (finding.has_kind_name()) kinds.Add(finding.kind_name());
  return kinds;
}

Json FindingJson(const Finding& finding) {
  const record::v1::Record& record = finding.record().record();
  return {{"date", record.decision_date()},
          {"kind", KindsOf(finding).Id(record.kind())},
          {"kind_name", KindsOf(finding).ChineseName(record.kind())},
          {"area", Identifier(record::v1::Area_Name(record.area()), "AREA_")},
          {"authority", record.authority()},
          {"document_number", record.document_number()},
          {"content", record.content()},
          {"state",
           Identifier(RecordState::Kind_Name(finding.record().state().kind()),
                      "KIND_")},
          {"objected", finding.record().state().objected()},
          {"rule", finding.rule()},
          {"remedy", finding.remedy()}};
}

Json CauseJson(const Cause& cause) {
  return {{"kind", Identifier(Cause::Kind_Name(cause.kind()), "KIND_")},
          {"message", cause.message()},
          {"contact", cause.contact()}};
}

std::string PolicyText(const eligibility::v1::Basis& basis) {
  return absl::StrCat(basis.policy_id(), "@", basis.policy_version());
}

void PrintFinding(int number, const Finding& finding, bool counts) {
  const record::v1::Record& record = finding.record().record();
  PrintLine(absl::StrCat(number, ". ", record.decision_date(), "  ",
                         KindsOf(finding).ChineseName(record.kind()), "  ",
                         ChineseName(record.area())));
  PrintLine(absl::StrCat("   机关 authority: ", record.authority()));
  PrintLine(absl::StrCat("   文号 document:  ", record.document_number()));
  PrintLine(absl::StrCat("   内容 content:   ", record.content()));
  PrintLine(absl::StrCat("   依据 rule:      ",
                         policy::RuleText(finding.rule(), counts)));
  if (finding.remedy().empty()) return;
  PrintLine(absl::StrCat("   办法 remedy:    ", finding.remedy()));
}

// What the verdict comes to under its own policy.
absl::string_view ConclusionText(const Verdict& verdict) {
  if (verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND &&
      verdict.basis().edition() == policy::v1::EDITION_WITH_OR_WITHOUT) {
    return "有违法违规记录，可以如实出具";
  }
  return OutcomeText(verdict.outcome());
}

}  // namespace

std::string OutcomeName(Verdict::Outcome outcome) {
  return Identifier(Verdict::Outcome_Name(outcome), "OUTCOME_");
}

absl::string_view OutcomeText(Verdict::Outcome outcome) {
  switch (outcome) {
    case Verdict::OUTCOME_ELIGIBLE:
      return "未发现违法违规记录，可以出具";
    case Verdict::OUTCOME_RECORDS_FOUND:
      return "有违法违规记录，不能出具";
    case Verdict::OUTCOME_NOT_APPLICABLE:
      return "不属于出具范围";
    case Verdict::OUTCOME_UNDETERMINED:
      return "目前不能确定";
    default:
      return "未知结论";
  }
}

Json VerdictJson(const CreditCode& subject, const Verdict& verdict) {
  Json json = {{"subject", subject.text()},
               {"verdict", OutcomeName(verdict.outcome())},
               {"findings", Json::array()},
               {"causes", Json::array()}};
  for (const Finding& finding : verdict.findings()) {
    json["findings"].push_back(FindingJson(finding));
  }
  for (const Cause& cause : verdict.causes()) {
    json["causes"].push_back(CauseJson(cause));
  }
  json["finding_count"] = verdict.finding_count();
  json["repaired"] = Json::array();
  for (const Finding& finding : verdict.repaired()) {
    json["repaired"].push_back(FindingJson(finding));
  }
  json["conditions"] = verdict.conditions();
  json["uncovered_areas"] = Json::array();
  for (const int area : verdict.uncovered_areas()) {
    json["uncovered_areas"].push_back(Identifier(
        record::v1::Area_Name(static_cast<record::v1::Area>(area)), "AREA_"));
  }
  json["period_start_date"] = verdict.period_start_date();
  json["period_end_date"] = verdict.period_end_date();
  json["policy"] = PolicyText(verdict.basis());
  json["partition"] = verdict.basis().partition();
  json["position"] = verdict.basis().position();
  json["data_time"] = TimeText(verdict.basis().data_time());
  return json;
}

void PrintVerdict(const CreditCode& subject, const Verdict& verdict) {
  PrintLine(absl::StrCat(subject.text(), "  ", ConclusionText(verdict), "  ",
                         OutcomeName(verdict.outcome())));
  int number = 0;
  for (const Finding& finding : verdict.findings()) {
    PrintFinding(++number, finding, true);
  }
  if (verdict.finding_count() > number) {
    PrintLine(absl::StrCat("共 ", verdict.finding_count(),
                           " 条记录，查询依据不允许列出"));
  }
  for (const Finding& finding : verdict.repaired()) {
    PrintLine("已修复 repaired, does not count:");
    PrintFinding(++number, finding, false);
  }
  for (const std::string& condition : verdict.conditions()) {
    PrintLine(absl::StrCat("使用条件 condition: ", condition));
  }
  for (const Cause& cause : verdict.causes()) {
    PrintLine(absl::StrCat(
        "- ", cause.message(),
        cause.contact().empty() ? "" : "  联系 contact: ", cause.contact()));
  }
  PrintLine(absl::StrCat(
      "期间 ", verdict.period_start_date(), " 至 ", verdict.period_end_date(),
      "，政策 ", PolicyText(verdict.basis()), "，数据截至 ",
      TimeText(verdict.basis().data_time()), "（分区 ",
      verdict.basis().partition(), " 位置 ", verdict.basis().position(), "）"));
}

int VerdictExitStatus(const Verdict& verdict) {
  switch (verdict.outcome()) {
    case Verdict::OUTCOME_ELIGIBLE:
      return 0;
    case Verdict::OUTCOME_RECORDS_FOUND:
      return 3;
    case Verdict::OUTCOME_NOT_APPLICABLE:
      return 4;
    default:
      return 5;
  }
}

}  // namespace creditproof::tool
