#include "services/ingestion/bar_act.h"

#include <google/protobuf/util/message_differencer.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "services/ingestion/appeal_act.h"
#include "services/ingestion/bars.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/row_changes.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::MessageDifferencer;
using v1::Appeal;
using v1::Bar;
using v1::Decision;

// What the platform itself decided.
constexpr absl::string_view kIngestion = "ingestion";

absl::CivilDay Today(const Act& act) { return base::ChinaDay(act.now()); }

absl::StatusOr<Bar> Find(absl::string_view bar_id, const Act& act) {
  ASSIGN_OR_RETURN(std::optional<Bar> bar,
                   FindBar(act.view(), bar_id, Today(act)));
  if (bar.has_value()) return *std::move(bar);
  return ProposalNotFound(bar_id);
}

absl::StatusOr<Bar> FindByProposal(absl::string_view proposal_id,
                                   const Act& act) {
  ASSIGN_OR_RETURN(std::optional<Bar> bar,
                   FindBarOfProposal(act.view(), proposal_id, Today(act)));
  if (!bar.has_value()) return ProposalNotFound(proposal_id);
  if (bar->bar_id() == proposal_id ||
      bar->lift().proposal_id() == proposal_id) {
    return *std::move(bar);
  }
  return WrongState("REJECTED", "该提案已被否决，其后另有新的提案。");
}

absl::Status NotInForce(const Bar& bar) {
  return WrongState(Bar::State_Name(bar.state()),
                    "该限制现在没有生效，不能解除；待批准的请否决（reject），"
                    "状态请用 list 查看 / the bar is not in force");
}

absl::Status CheckLastDay(const std::string& until_date, const Act& act) {
  if (until_date.empty()) return absl::OkStatus();
  const auto last = base::ParseDate(until_date);
  if (last.ok() && *last >= Today(act)) return absl::OkStatus();
  return base::InvalidField(
      "until_date",
      "须为今天或以后的日期，写法如 2027-12-31；没有期限的"
      "不填 / is no day of today or later");
}

// Nothing may bar the subject yet.
absl::Status CheckFree(const std::string& code, const Act& act) {
  ASSIGN_OR_RETURN(
      const std::optional<Bar> bar,
      FindBarOf(act.view(), code, Bar::STATE_IN_FORCE, Today(act)));
  if (!bar.has_value()) return absl::OkStatus();
  return WrongState("IN_FORCE", "该主体已被限制使用；如需更改，请先提出解除。");
}

absl::StatusOr<bool> IsSame(const Bar& bar, const Barring& barring,
                            const Act& act) {
  ASSIGN_OR_RETURN(const std::optional<v1::Evidence> evidence,
                   FindEvidence(act.view(), bar.bar_id()));
  return bar.decision().reason() == barring.reason &&
         bar.until_date() == barring.until_date && evidence.has_value() &&
         MessageDifferencer::Equals(*evidence, barring.evidence);
}

absl::StatusOr<Bar> PutInForce(Bar bar, const rpc::Caller& caller, Act& act) {
  RETURN_IF_ERROR(CheckFree(bar.credit_code(), act));
  if (!CheckLastDay(bar.until_date(), act).ok()) {
    return WrongState("OVERTAKEN", "提案中的截止日期已过，请重新提出。");
  }
  changelog::v1::Change change;
  changelog::v1::SubjectBarred& barred = *change.mutable_subject_barred();
  barred.set_reason(bar.decision().reason());
  barred.set_until_date(bar.until_date());
  barred.set_bar_id(bar.bar_id());
  barred.set_proposer(bar.decision().proposer());
  RowChanges changes(kIngestion, AdministratorOf(caller), bar.bar_id(), act);
  RETURN_IF_ERROR(changes.Append(bar.credit_code(), change));
  Approve(caller, act.now(), *bar.mutable_decision());
  bar.set_state(Bar::STATE_IN_FORCE);
  return PutBar(std::move(bar), act.view());
}

absl::StatusOr<Bar> Lift(Bar bar, const rpc::Caller& caller, Act& act) {
  if (bar.state() != Bar::STATE_IN_FORCE) return NotInForce(bar);
  changelog::v1::Change change;
  changelog::v1::SubjectUnbarred& unbarred = *change.mutable_subject_unbarred();
  unbarred.set_reason(bar.lift().reason());
  unbarred.set_bar_id(bar.bar_id());
  unbarred.set_proposer(bar.lift().proposer());
  RowChanges changes(kIngestion, AdministratorOf(caller),
                     bar.lift().proposal_id(), act);
  RETURN_IF_ERROR(changes.Append(bar.credit_code(), change));
  Approve(caller, act.now(), *bar.mutable_lift());
  bar.set_state(Bar::STATE_LIFTED);
  if (bar.appeal().state() == Appeal::STATE_OPEN) {
    CloseAppeal(Appeal::STATE_UPHELD, bar.lift().reason(), caller, act.now(),
                *bar.mutable_appeal());
  }
  return PutBar(std::move(bar), act.view());
}

// The proposal that has this id: the one to bar, else the one to lift.
Decision& DecisionOf(absl::string_view proposal_id, Bar& bar) {
  return bar.bar_id() == proposal_id ? *bar.mutable_decision()
                                     : *bar.mutable_lift();
}

}  // namespace

absl::StatusOr<Bar> ProposeBar(const Barring& barring,
                               const rpc::Caller& caller, Act& act) {
  const std::string code(barring.subject.text());
  RETURN_IF_ERROR(CheckLastDay(barring.until_date, act));
  RETURN_IF_ERROR(CheckFree(code, act));
  ASSIGN_OR_RETURN(
      std::optional<Bar> open,
      FindBarOf(act.view(), code, Bar::STATE_PROPOSED, Today(act)));
  if (open.has_value()) {
    ASSIGN_OR_RETURN(const bool same, IsSame(*open, barring, act));
    if (same) return *std::move(open);
    return WrongState("PROPOSED", "已有限制该主体的提案待批准，请先处理。");
  }
  Bar bar;
  bar.set_bar_id(DerivedId({"bar", code, barring.reason, caller.name(),
                            absl::StrCat(absl::ToUnixMicros(act.now()))}));
  bar.set_credit_code(code);
  bar.set_state(Bar::STATE_PROPOSED);
  bar.set_until_date(barring.until_date);
  *bar.mutable_decision() =
      NewDecision(bar.bar_id(), barring.reason, caller, act.now());
  if (!barring.evidence.pdf().empty()) {
    bar.set_evidence_pdf_sha256(crypto::Sha256(barring.evidence.pdf()));
  }
  AddBar(bar, barring.evidence, act.view());
  return bar;
}

absl::StatusOr<Bar> ProposeLift(absl::string_view bar_id,
                                const std::string& reason,
                                const rpc::Caller& caller, Act& act) {
  ASSIGN_OR_RETURN(Bar bar, Find(bar_id, act));
  if (bar.state() != Bar::STATE_IN_FORCE) return NotInForce(bar);
  if (bar.lift().state() == Decision::STATE_OPEN) {
    if (bar.lift().reason() == reason) return bar;
    return WrongState("OPEN", "已有解除该限制的提案待批准，请先处理。");
  }
  const std::string id =
      DerivedId({"lift", bar_id, reason, caller.name(),
                 absl::StrCat(absl::ToUnixMicros(act.now()))});
  *bar.mutable_lift() = NewDecision(id, reason, caller, act.now());
  return PutBar(std::move(bar), act.view());
}

absl::StatusOr<Bar> ApproveBarProposal(absl::string_view proposal_id,
                                       const rpc::Caller& caller, Act& act) {
  ASSIGN_OR_RETURN(Bar bar, FindByProposal(proposal_id, act));
  const Decision& decision = DecisionOf(proposal_id, bar);
  RETURN_IF_ERROR(CheckApprovable(decision, caller));
  if (decision.state() == Decision::STATE_APPROVED) return bar;
  return bar.bar_id() == proposal_id ? PutInForce(std::move(bar), caller, act)
                                     : Lift(std::move(bar), caller, act);
}

absl::StatusOr<Bar> RejectBarProposal(absl::string_view proposal_id,
                                      const std::string& reason,
                                      const rpc::Caller& caller, Act& act) {
  ASSIGN_OR_RETURN(Bar bar, FindByProposal(proposal_id, act));
  Decision& decision = DecisionOf(proposal_id, bar);
  RETURN_IF_ERROR(CheckRejectable(decision));
  if (decision.state() == Decision::STATE_REJECTED) return bar;
  Reject(reason, caller, act.now(), decision);
  if (bar.bar_id() == proposal_id) bar.set_state(Bar::STATE_REJECTED);
  return PutBar(std::move(bar), act.view());
}

}  // namespace creditproof::ingestion
