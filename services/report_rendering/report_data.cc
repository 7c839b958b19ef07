#include "services/report_rendering/report_data.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "services/report_rendering/listed_records.h"
#include "services/report_rendering/mask_name.h"

namespace creditproof::report_rendering {
namespace {

using eligibility::v1::ReportMaterial;
using eligibility::v1::Verdict;
using record::v1::Area;
using report::v1::AreaResult;
using report::v1::ListedRecord;
using report::v1::ReportData;
using report::v1::SubjectData;

constexpr std::uint32_t kSchemaVersion = 1;

template <typename Areas>
bool Contains(const Areas& areas, Area area) {
  return std::find(areas.begin(), areas.end(), area) != areas.end();
}

// A record says more than that nobody asked, or that nobody delivered.
AreaResult::Kind ResultOf(const Verdict& verdict, Area area, bool has_records) {
  if (has_records) return AreaResult::KIND_RECORDS;
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

// A page about another subject, of other areas or of another period must not
// leave here whatever eligibility-check did.
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
  const Verdict& verdict = checked.verdict();
  if (std::set<int>(verdict.areas().begin(), verdict.areas().end()) != asked) {
    return absl::InternalError("the check answers about other areas");
  }
  // Policy and founding may only move the start on. ISO 8601 sorts as text.
  const std::string& end = request.asked.period_end_date();
  if (verdict.period_start_date() < request.asked.period_start_date() ||
      (!end.empty() && verdict.period_end_date() != end)) {
    return absl::InternalError("the check answers about another period");
  }
  return absl::OkStatus();
}

// The outcome must be what is listed: counting records, or none.
absl::Status CheckOutcome(const Verdict& verdict) {
  const bool found = verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND;
  if (found == (verdict.finding_count() > 0)) return absl::OkStatus();
  return absl::InternalError("the check counts otherwise than it concludes");
}

// Less of them is what a ground for some areas, or none, may see.
absl::Status CheckRepaired(const Verdict& verdict) {
  if (verdict.repaired_count() <= verdict.repaired_size()) {
    return absl::OkStatus();
  }
  return absl::InternalError("the check shows fewer repaired than it counts");
}

void AddAreas(const Verdict& verdict, ReportData& data) {
  std::map<int, std::uint32_t> listed;
  for (const ListedRecord& record : data.records()) ++listed[record.area()];
  for (const Area area : record::AllAreas()) {
    const auto at = listed.find(area);
    AreaResult& result = *data.add_areas();
    result.set_area(area);
    result.set_kind(ResultOf(verdict, area, at != listed.end()));
    if (at != listed.end()) result.set_record_count(at->second);
  }
}

// No report says less than nothing.
absl::Status CheckSaysSomething(const ReportData& data) {
  const bool clear = std::any_of(
      data.areas().begin(), data.areas().end(), [](const AreaResult& result) {
        return result.kind() == AreaResult::KIND_NOTHING_FOUND;
      });
  if (clear || !data.records().empty()) return absl::OkStatus();
  return absl::InternalError("an eligible verdict covers none of its areas");
}

}  // namespace

absl::StatusOr<ReportData> MakeReportData(
    const IssueRequest& request, const Assigned& assigned,
    const eligibility::v1::CheckEligibilityResponse& checked) {
  const Verdict& verdict = checked.verdict();
  const ReportMaterial& material = checked.material();
  RETURN_IF_ERROR(CheckAnswers(request, checked));
  RETURN_IF_ERROR(CheckOutcome(verdict));
  ASSIGN_OR_RETURN(
      std::vector<ListedRecord> records,
      ListRecords(checked, request.code, base::ChinaDay(assigned.issue_time)));
  RETURN_IF_ERROR(CheckRepaired(verdict));
  ReportData data;
  data.set_schema_version(kSchemaVersion);
  data.set_report_number(assigned.name.number.text());
  data.set_outcome(records.empty() ? ReportData::OUTCOME_CLEAN
                                   : ReportData::OUTCOME_WITH_RECORDS);
  data.set_template_id(assigned.templates.For(data.outcome()).template_id());
  *data.mutable_names() = material.names();
  *data.mutable_subject() = Describe(material.registration());
  data.set_scenario(request.asked.scenario());
  data.set_purpose(request.asked.purpose());
  data.set_receiver(request.asked.receiver());
  data.set_replaces(request.asked.replaces());
  for (ListedRecord& record : records) *data.add_records() = std::move(record);
  AddAreas(verdict, data);
  RETURN_IF_ERROR(CheckSaysSomething(data));
  data.mutable_issue_time()->set_seconds(
      absl::ToUnixSeconds(assigned.issue_time));
  *data.mutable_data_as_of_time() = material.data_as_of_time();
  AddBasis(verdict, data);
  data.set_status_index(assigned.status_index);
  for (const report::v1::SignatureKind kind : assigned.signatures) {
    data.add_signatures(kind);
  }
  data.set_time_stamped(assigned.time_stamped);
  return data;
}

}  // namespace creditproof::report_rendering
