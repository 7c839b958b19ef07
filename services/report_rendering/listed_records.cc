#include "services/report_rendering/listed_records.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/report/template.h"

namespace creditproof::report_rendering {
namespace {

using eligibility::v1::CheckEligibilityResponse;
using eligibility::v1::Finding;
using eligibility::v1::ReportMaterial;
using eligibility::v1::Verdict;
using record::v1::CurrentRecord;
using record::v1::RecordState;
using report::v1::ListedRecord;

// Of all records together; a file that anybody verifies is at most 5 MiB, and
// holds each text twice.
constexpr std::size_t kMostTextBytes = 1 << 20;

absl::Status TooMany(absl::string_view what) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      base::Reason::REASON_TOO_MANY_RECORDS,
      absl::StrCat("所查领域和期间内的违法违规记录", what,
                   "，一份报告列不下。请缩小领域或期间，分几份出具。"),
      {{"most", absl::StrCat(report::kMostRecords)}});
}

std::string SourceName(const ReportMaterial& material,
                       const std::string& source_id) {
  for (const eligibility::v1::SourceName& name : material.source_names()) {
    if (name.source_id() == source_id) return name.display_name();
  }
  return "";
}

bool IsRemoved(const record::v1::Record& record, absl::CivilDay today) {
  const auto removed = base::ParseDate(record.removed_date());
  return removed.ok() && *removed <= today;
}

// Of what is true of it at once, what matters most to a reader.
void SetState(const CurrentRecord& current, absl::CivilDay today,
              ListedRecord& listed) {
  const RecordState& state = current.state();
  if (state.kind() == RecordState::KIND_REPAIRED) {
    listed.set_state(ListedRecord::STATE_REPAIRED);
    listed.set_state_date(state.since_date());
  } else if (IsRemoved(current.record(), today)) {
    listed.set_state(ListedRecord::STATE_REMOVED);
    listed.set_state_date(current.record().removed_date());
  } else if (state.objected()) {
    listed.set_state(ListedRecord::STATE_OBJECTED);
    listed.set_state_date(state.objected_date());
  } else {
    listed.set_state(ListedRecord::STATE_EFFECTIVE);
  }
}

ListedRecord Listed(const Finding& finding, const ReportMaterial& material,
                    absl::CivilDay today) {
  const record::v1::Record& record = finding.record().record();
  ListedRecord listed;
  listed.set_record_id(record.record_id());
  listed.set_kind(record.kind());
  const absl::string_view built_in = record::ChineseName(record.kind());
  listed.set_kind_name(finding.has_kind_name()
                           ? finding.kind_name().display_name()
                           : std::string(built_in));
  listed.set_area(record.area());
  listed.set_source_name(SourceName(material, record.source_id()));
  listed.set_decision_date(record.decision_date());
  listed.set_content(record.content());
  listed.set_authority(record.authority());
  listed.set_document_number(record.document_number());
  SetState(finding.record(), today, listed);
  return listed;
}

absl::Status CheckFinding(const Finding& finding, const CreditCode& code,
                          RecordState::Kind state) {
  if (finding.record().record().credit_code() != code.text()) {
    return absl::InternalError("the check finds another subject's record");
  }
  if (finding.record().state().kind() != state) {
    return absl::InternalError("the check finds a record in another state");
  }
  return absl::OkStatus();
}

absl::Status CheckFindings(const Verdict& verdict, const CreditCode& code) {
  if (!verdict.next_findings_page_token().empty()) {
    return TooMany(absl::StrCat("超过 ", report::kMostRecords, " 条"));
  }
  if (verdict.findings_size() != verdict.finding_count()) {
    return absl::InternalError("the check does not show what it counts");
  }
  for (const Finding& finding : verdict.findings()) {
    RETURN_IF_ERROR(CheckFinding(finding, code, RecordState::KIND_EFFECTIVE));
  }
  for (const Finding& finding : verdict.repaired()) {
    RETURN_IF_ERROR(CheckFinding(finding, code, RecordState::KIND_REPAIRED));
  }
  return absl::OkStatus();
}

// By area, those outside last, then by date.
void Sort(std::vector<ListedRecord>& records) {
  const auto key = [](const ListedRecord& record) {
    const int area = record.area() == record::v1::AREA_UNSPECIFIED
                         ? std::numeric_limits<int>::max()
                         : static_cast<int>(record.area());
    return std::make_tuple(area, absl::string_view(record.decision_date()),
                           absl::string_view(record.record_id()));
  };
  std::sort(records.begin(), records.end(),
            [&key](const auto& a, const auto& b) { return key(a) < key(b); });
}

absl::Status CheckList(const std::vector<ListedRecord>& records) {
  std::set<absl::string_view> ids;
  std::size_t bytes = 0;
  for (const ListedRecord& record : records) {
    bytes += record.ByteSizeLong();
    if (ids.insert(record.record_id()).second) continue;
    return absl::InternalError("the check finds a record twice");
  }
  if (bytes > kMostTextBytes) return TooMany("文字过长");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ListedRecord>> ListRecords(
    const CheckEligibilityResponse& checked, const CreditCode& code,
    absl::CivilDay today) {
  const Verdict& verdict = checked.verdict();
  RETURN_IF_ERROR(CheckFindings(verdict, code));
  std::vector<ListedRecord> records;
  for (const auto* findings : {&verdict.findings(), &verdict.repaired()}) {
    for (const Finding& finding : *findings) {
      records.push_back(Listed(finding, checked.material(), today));
    }
  }
  Sort(records);
  RETURN_IF_ERROR(CheckList(records));
  return records;
}

}  // namespace creditproof::report_rendering
