#include "tools/creditproof/verify_output.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::tool {
namespace {

using verification::v1::Alteration;
using verification::v1::Authenticity;
using verification::v1::VerifyReportResponse;

std::string Name(Authenticity authenticity) {
  return Identifier(verification::v1::Authenticity_Name(authenticity),
                    "AUTHENTICITY_");
}

Json AlterationJson(const Alteration& alteration) {
  Json json = {{"field", alteration.field()},
               {"label", alteration.label()},
               {"shown", alteration.shown()}};
  if (alteration.has_attached()) json["attached"] = alteration.attached();
  if (alteration.has_issued()) json["issued"] = alteration.issued();
  return json;
}

// The file's own words stand in quotation marks.
std::string AlterationText(const Alteration& alteration) {
  std::string text = absl::StrCat("被改动 altered: ", alteration.label());
  if (alteration.field() == "qr_code") return text;
  absl::StrAppend(&text, "，页面显示“", alteration.shown(), "”");
  if (alteration.has_attached()) {
    absl::StrAppend(&text, "，所附数据为“", alteration.attached(), "”");
  }
  if (alteration.has_issued()) {
    absl::StrAppend(&text, "，出具时为“", alteration.issued(), "”");
  }
  return text;
}

}  // namespace

Json VerificationJson(const VerifyReportResponse& response) {
  Json json = {{"verdict", absl::StrFormat("%02d", response.authenticity())},
               {"name", Name(response.authenticity())},
               {"message", response.message()}};
  for (const Alteration& alteration : response.alterations()) {
    json["alterations"].push_back(AlterationJson(alteration));
  }
  if (response.has_as_of_time()) {
    json["as_of_time"] = TimeText(response.as_of_time());
  }
  if (!response.has_issued()) return json;
  const auto& issued = response.issued();
  json["number"] = issued.report_number();
  json["subject"] = issued.credit_code();
  json["subject_name"] = issued.subject_name();
  json["issue_time"] = TimeText(issued.issue_time());
  if (issued.has_stamp_time()) {
    json["stamp_time"] = TimeText(issued.stamp_time());
  }
  json["period_start_date"] = issued.period_start_date();
  json["period_end_date"] = issued.period_end_date();
  json["outcome"] = Identifier(
      report::v1::ReportData::Outcome_Name(issued.outcome()), "OUTCOME_");
  json["record_count"] = issued.record_count();
  return json;
}

void PrintVerification(const VerifyReportResponse& response) {
  PrintLine(absl::StrFormat("%02d %s  %s", response.authenticity(),
                            Name(response.authenticity()), response.message()));
  for (const Alteration& alteration : response.alterations()) {
    PrintLine(AlterationText(alteration));
  }
  if (!response.has_issued()) return;
  const auto& issued = response.issued();
  PrintLine(absl::StrCat("报告编号 number: ", issued.report_number()));
  PrintLine(absl::StrCat("主体 subject: ", issued.credit_code(), "  ",
                         issued.subject_name()));
  PrintLine(absl::StrCat("出具时间 issued: ", TimeText(issued.issue_time()),
                         "，期间 period: ", issued.period_start_date(), " 至 ",
                         issued.period_end_date()));
  if (!issued.has_stamp_time()) return;
  PrintLine(absl::StrCat("时间戳 stamped: ", TimeText(issued.stamp_time())));
}

int VerificationExitStatus(Authenticity authenticity) {
  switch (authenticity) {
    case verification::v1::AUTHENTICITY_GENUINE:
      return 0;
    case verification::v1::AUTHENTICITY_CHANGED_SINCE:
    case verification::v1::AUTHENTICITY_SUPERSEDED:
    case verification::v1::AUTHENTICITY_REVOKED:
      return 4;
    case verification::v1::AUTHENTICITY_ALTERED:
    case verification::v1::AUTHENTICITY_TRANSPLANTED:
    case verification::v1::AUTHENTICITY_UNREGISTERED:
    case verification::v1::AUTHENTICITY_NOT_ISSUED:
    case verification::v1::AUTHENTICITY_UNREADABLE:
      return 3;
    default:
      return 5;
  }
}

}  // namespace creditproof::tool
