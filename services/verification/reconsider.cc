#include "services/verification/reconsider.h"

#include <algorithm>
#include <set>
#include <string>

#include "libs/base/date.h"
#include "libs/policy/decide.h"
#include "libs/policy/standing.h"
#include "libs/record/dossier.h"

namespace creditproof::verification {
namespace {

using eligibility::v1::Verdict;
using record::v1::SubjectDossier;
using report::v1::AreaResult;
using report::v1::ReportData;

// What is neither judged nor compared, and may be long.
void Lighten(SubjectDossier& dossier) {
  if (dossier.has_registration()) {
    record::v1::Registration kept;
    const record::v1::Registration& whole = dossier.registration();
    kept.set_name(whole.name());
    kept.set_status(whole.status());
    kept.set_operator_kind(whole.operator_kind());
    kept.set_region_code(whole.region_code());
    kept.set_founded_date(whole.founded_date());
    *dossier.mutable_registration() = std::move(kept);
  }
  for (record::v1::CurrentRecord& current : *dossier.mutable_records()) {
    record::v1::Record& record = *current.mutable_record();
    record.clear_credit_code();
    record.clear_party_name();
    record.clear_authority();
    record.clear_authority_code();
    record.clear_document_number();
    record.clear_content();
    record.clear_columns();
    current.mutable_state()->clear_reason();
  }
  for (record::v1::OpenHold& hold : *dossier.mutable_holds()) {
    hold.clear_reason();
  }
}

absl::CivilDay DayOr(const std::string& date, absl::CivilDay otherwise) {
  return base::ParseDate(date).value_or(otherwise);
}

policy::Question QuestionOf(const ReportData& data, absl::CivilDay today) {
  policy::Question question;
  for (const AreaResult& result : data.areas()) {
    if (result.kind() == AreaResult::KIND_NOT_ASKED) continue;
    question.areas.push_back(result.area());
  }
  question.today = today;
  question.period_start =
      DayOr(data.period_start_date(), absl::CivilDay::min());
  question.period_end = DayOr(data.period_end_date(), today);
  const absl::CivilDay issued =
      base::ChinaDay(absl::FromUnixSeconds(data.issue_time().seconds()));
  if (question.period_end >= issued) question.period_end = today;
  return question;
}

std::vector<record::v1::Area> CoveredBy(const ReportData& data) {
  std::vector<record::v1::Area> covered;
  for (const AreaResult& result : data.areas()) {
    if (result.kind() == AreaResult::KIND_NOTHING_FOUND ||
        result.kind() == AreaResult::KIND_RECORDS) {
      covered.push_back(result.area());
    }
  }
  return covered;
}

bool StatesOtherSubject(const ReportData& data,
                        const record::v1::Registration& now) {
  return data.subject().name() != now.name() ||
         data.subject().status() != now.status();
}

// Whether `decision` lists what `data` lists, untouched since.
bool ListsTheSame(const ReportData& data, const policy::Decision& decision,
                  const SubjectDossier& dossier) {
  std::set<std::string> then;
  for (const auto& record : data.records()) then.insert(record.record_id());
  std::set<std::string> now;
  for (const auto* rulings : {&decision.counting, &decision.repaired}) {
    for (const policy::Ruling& ruling : *rulings) {
      now.insert(ruling.fact->record_id);
    }
  }
  if (now != then) return false;
  return std::none_of(dossier.records().begin(), dossier.records().end(),
                      [&](const auto& c) {
                        return then.contains(c.record().record_id()) &&
                               c.position() > data.position();
                      });
}

}  // namespace

void TakeChange(const changelog::v1::Change& change, std::uint64_t position,
                SubjectDossier& dossier) {
  record::ApplyChange(change, position, dossier);
  Lighten(dossier);
}

bool WouldDiffer(const ReportData& data, const SubjectDossier& dossier,
                 const Rules& rules, absl::CivilDay today) {
  const auto policy =
      rules.policies.find({data.policy_id(), data.policy_version()});
  if (policy == rules.policies.end() ||
      StatesOtherSubject(data, dossier.registration())) {
    return true;
  }
  const auto covered = CoveredBy(data);
  const auto uncounted = rules.uncounted_kinds();
  const policy::Standing standing = policy::StandingOf(dossier);
  const policy::Decision decision =
      policy::Decide(policy->second, standing, {covered, {}, uncounted},
                     QuestionOf(data, today));
  if (data.outcome() == ReportData::OUTCOME_CLEAN) {
    return decision.outcome != Verdict::OUTCOME_ELIGIBLE;
  }
  return decision.outcome != Verdict::OUTCOME_RECORDS_FOUND ||
         !ListsTheSame(data, decision, dossier);
}

}  // namespace creditproof::verification
