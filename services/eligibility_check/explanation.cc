#include "services/eligibility_check/explanation.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/page.h"
#include "services/eligibility_check/amid.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::ExplainedCondition;
using eligibility::v1::ExplainedRecord;
using eligibility::v1::ReplayCheckRequest;
using eligibility::v1::ReplayCheckResponse;
using policy::Condition;
using record::v1::CurrentRecord;

constexpr absl::string_view kScope = "rulings";
constexpr int kUsualSize = 100;
// Of a record that is no part of the standing: withdrawn or lapsed.
constexpr absl::string_view kState = "state";

ExplainedCondition::State StateOf(Condition::State state) {
  switch (state) {
    case Condition::State::kInTheWay:
      return ExplainedCondition::STATE_IN_THE_WAY;
    case Condition::State::kNotExamined:
      return ExplainedCondition::STATE_NOT_EXAMINED;
    default:
      return ExplainedCondition::STATE_CLEAR;
  }
}

void AddConditions(const Answer& answer, ReplayCheckResponse& response) {
  for (const Condition& condition : ExamineAmid(
           *answer.view.shared, answer.view.standing, answer.question)) {
    ExplainedCondition& explained = *response.add_conditions();
    explained.set_kind(condition.kind);
    explained.set_state(StateOf(condition.state));
    explained.set_message(std::string(policy::ConditionText(condition)));
  }
}

// What the pages of one answer have in common.
std::string StateOf(const View& view) {
  return absl::StrCat(view.point.position, "/", view.changed_position);
}

// Index of the page's first record, and how many it may hold.
absl::StatusOr<std::pair<std::size_t, std::size_t>> ParsePage(
    const ReplayCheckRequest& request, const View& view) {
  const int asked = request.rulings_page_size();
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(asked == 0 ? kUsualSize : asked,
                                  request.rulings_page_token(), kScope));
  std::size_t first = 0;
  if (page.after.empty()) return std::make_pair(first, page.size);
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(page.after, absl::MaxSplits('=', 1));
  if (parts.second != StateOf(view)) {
    return base::Error(absl::StatusCode::kAborted,
                       base::Reason::REASON_PAGE_STALE,
                       "the page is of another position than the first one");
  }
  if (!absl::SimpleAtoi(parts.first, &first)) {
    return base::InvalidField("rulings_page_token", "is none of ours");
  }
  return std::make_pair(first, page.size);
}

ExplainedRecord ToMessage(const CurrentRecord& current,
                          const policy::Ruling* ruling,
                          const SharedState& shared) {
  ExplainedRecord explained;
  *explained.mutable_record() = current;
  auto name = KindNameOf(current.record().kind(), shared);
  if (name.has_value()) *explained.mutable_kind_name() = *std::move(name);
  const bool counts = ruling != nullptr && ruling->counts;
  const absl::string_view rule = ruling == nullptr ? kState : ruling->rule;
  explained.set_counts(counts);
  explained.set_rule(std::string(rule));
  explained.set_message(std::string(policy::RuleText(rule, counts)));
  return explained;
}

}  // namespace

absl::Status Explain(const ReplayCheckRequest& request,
                     const access::Access& access, const Answer& answer,
                     const record::v1::SubjectDossier& dossier,
                     ReplayCheckResponse& response) {
  const View& view = answer.view;
  AddConditions(answer, response);
  response.set_record_count(dossier.records_size());

  ASSIGN_OR_RETURN(const auto page, ParsePage(request, view));
  const std::vector<policy::Ruling> rulings =
      ExplainAmid(*view.shared, view.standing, answer.question);
  absl::flat_hash_map<absl::string_view, const policy::Ruling*> by_id;
  for (const policy::Ruling& ruling : rulings) {
    by_id[ruling.fact->record_id] = &ruling;
  }
  std::vector<const CurrentRecord*> visible;
  for (const CurrentRecord& current : dossier.records()) {
    if (MaySee(access, current.record().area())) visible.push_back(&current);
  }
  const std::size_t end = std::min(page.first + page.second, visible.size());
  for (std::size_t i = page.first; i < end; ++i) {
    const auto found = by_id.find(visible[i]->record().record_id());
    *response.add_records() =
        ToMessage(*visible[i], found == by_id.end() ? nullptr : found->second,
                  *view.shared);
  }
  if (end < visible.size()) {
    response.set_next_rulings_page_token(
        rpc::PageToken(absl::StrCat(end, "=", StateOf(view)), kScope));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::eligibility_check
