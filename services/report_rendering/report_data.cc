#include "services/report_rendering/report_data.h"

#include <algorithm>
#include <set>

#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/report/renderer.h"
#include "services/report_rendering/mask_name.h"

namespace creditproof::report_rendering {
namespace {

using eligibility::v1::ReportMaterial;
using eligibility::v1::Verdict;
using record::v1::Area;
using report::v1::AreaResult;
using report::v1::ReportData;
using report::v1::SubjectData;

constexpr std::uint32_t kSchemaVersion = 1;

template <typename Areas>
bool Contains(const Areas& areas, Area area) {
  return std::find(areas.begin(), areas.end(), area) != areas.end();
}

AreaResult::Kind ResultOf(const Verdict& verdict, Area area) {
  if (!Contains(verdict.areas(), area)) return AreaResult::KIND_NOT_ASKED;
  // Clean is only said where somebody looked.
  if (Contains(verdict.uncovered_areas(), area)) {
    return AreaResult::KIND_NO_DATA;
  }
  return AreaResult::KIND_NOTHING_FOUND;
}

SubjectData Describe(const record::v1::Registration& registration) {
  SubjectData subject;
  subject.set_credit_code(registration.credit_code());
  subject.set_name(registration.name());
  subject.set_operator_kind(registration.operator_kind());
  subject.set_legal_representative_masked(
      MaskName(registration.legal_representative()));
  subject.set_status(registration.status());
  subject.set_founded_date(registration.founded_date());
  subject.set_registration_authority(registration.registration_authority());
  subject.set_address(registration.address());
  return subject;
}

void AddBasis(const Verdict& verdict, ReportData& data) {
  data.set_edition(verdict.basis().edition());
  data.set_period_start_date(verdict.period_start_date());
  data.set_period_end_date(verdict.period_end_date());
  data.set_policy_id(verdict.basis().policy_id());
  data.set_policy_version(verdict.basis().policy_version());
  data.set_partition(verdict.basis().partition());
  data.set_position(verdict.basis().position());
}

// A page about another subject, or of other areas, must not leave here whatever
// eligibility-check did.
absl::Status CheckAnswers(
    const IssueRequest& request,
    const eligibility::v1::CheckEligibilityResponse& checked) {
  if (checked.material().registration().credit_code() != request.code.text()) {
    return absl::InternalError("the check answers about another subject");
  }
  std::set<int> asked(request.asked.areas().begin(),
                      request.asked.areas().end());
  if (asked.empty()) {
    for (const Area area : record::AllAreas()) asked.insert(area);
  }
  const auto& areas = checked.verdict().areas();
  if (std::set<int>(areas.begin(), areas.end()) != asked) {
    return absl::InternalError("the check answers about other areas");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ReportData> MakeReportData(
    const IssueRequest& request, const Assigned& assigned,
    const eligibility::v1::CheckEligibilityResponse& checked) {
  const Verdict& verdict = checked.verdict();
  const ReportMaterial& material = checked.material();
  RETURN_IF_ERROR(CheckAnswers(request, checked));
  ReportData data;
  data.set_schema_version(kSchemaVersion);
  data.set_report_number(assigned.name.number.text());
  data.set_template_id(report::kTemplateId.data(), report::kTemplateId.size());
  data.set_outcome(ReportData::OUTCOME_CLEAN);
  *data.mutable_names() = material.names();
  *data.mutable_subject() = Describe(material.registration());
  data.set_scenario(request.asked.scenario());
  data.set_purpose(request.asked.purpose());
  data.set_receiver(request.asked.receiver());
  bool says_something = false;
  for (const Area area : record::AllAreas()) {
    AreaResult& result = *data.add_areas();
    result.set_area(area);
    result.set_kind(ResultOf(verdict, area));
    says_something |= result.kind() == AreaResult::KIND_NOTHING_FOUND;
  }
  if (!says_something) {
    return absl::InternalError("an eligible verdict covers none of its areas");
  }
  data.mutable_issue_time()->set_seconds(
      absl::ToUnixSeconds(assigned.issue_time));
  *data.mutable_data_as_of_time() = material.data_as_of_time();
  AddBasis(verdict, data);
  data.set_status_index(assigned.status_index);
  data.add_signatures(report::v1::SIGNATURE_KIND_PADES_P256);
  return data;
}

}  // namespace creditproof::report_rendering
