#include "services/ingestion/revocation_act.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/partition/partition.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/revocations.h"
#include "services/ingestion/row_changes.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using claim::ReportNumber;
using v1::Decision;
using v1::Revocation;

// What the platform itself decided.
constexpr absl::string_view kIngestion = "ingestion";

// Numbers are routed by the first 10 bits of the hash of their subject's code:
// the change must reach the log that the report's registry follows.
constexpr std::uint32_t kRoutes = 1024;

absl::StatusOr<Revocation> Find(absl::string_view proposal_id, const Act& act) {
  ASSIGN_OR_RETURN(std::optional<Revocation> revocation,
                   FindRevocation(act.view(), proposal_id));
  if (revocation.has_value()) return *std::move(revocation);
  return ProposalNotFound(proposal_id);
}

}  // namespace

absl::StatusOr<Revocation> ProposeRevocation(const ReportNumber& number,
                                             const CreditCode& subject,
                                             const std::string& reason,
                                             const rpc::Caller& caller,
                                             Act& act) {
  if (number.PartitionUnder(kRoutes) != PartitionOf(subject.text(), kRoutes)) {
    return base::InvalidField("credit_code",
                              "该主体没有这个编号的报告 / no report of this "
                              "subject has the number");
  }
  ASSIGN_OR_RETURN(std::optional<Revocation> known,
                   FindRevocationOf(act.view(), number.text()));
  if (known.has_value() && known->decision().state() == Decision::STATE_OPEN) {
    if (known->decision().reason() == reason &&
        known->credit_code() == subject.text()) {
      return *std::move(known);
    }
    return WrongState("OPEN", "已有撤销该报告的提案待批准，请先处理。");
  }
  if (known.has_value() &&
      known->decision().state() == Decision::STATE_APPROVED) {
    return WrongState("APPROVED", "该报告已被撤销。");
  }
  const std::string id =
      DerivedId({"revocation", number.text(), reason, caller.name(),
                 absl::StrCat(absl::ToUnixMicros(act.now()))});
  Revocation revocation;
  revocation.set_report_number(number.text());
  revocation.set_credit_code(std::string(subject.text()));
  *revocation.mutable_decision() = NewDecision(id, reason, caller, act.now());
  AddRevocation(revocation, act.view());
  return revocation;
}

absl::StatusOr<Revocation> ApproveRevocation(absl::string_view proposal_id,
                                             const rpc::Caller& caller,
                                             Act& act) {
  ASSIGN_OR_RETURN(Revocation revocation, Find(proposal_id, act));
  Decision& decision = *revocation.mutable_decision();
  RETURN_IF_ERROR(CheckApprovable(decision, caller));
  if (decision.state() == Decision::STATE_APPROVED) return revocation;
  changelog::v1::Change change;
  changelog::v1::ReportRevoked& revoked = *change.mutable_report_revoked();
  revoked.set_report_number(revocation.report_number());
  revoked.set_reason(decision.reason());
  revoked.set_revocation_id(decision.proposal_id());
  revoked.set_proposer(decision.proposer());
  RowChanges changes(kIngestion, AdministratorOf(caller),
                     decision.proposal_id(), act);
  RETURN_IF_ERROR(changes.Append(revocation.credit_code(), change));
  Approve(caller, act.now(), decision);
  return PutRevocation(std::move(revocation), act.view());
}

absl::StatusOr<Revocation> RejectRevocation(absl::string_view proposal_id,
                                            const std::string& reason,
                                            const rpc::Caller& caller,
                                            Act& act) {
  ASSIGN_OR_RETURN(Revocation revocation, Find(proposal_id, act));
  Decision& decision = *revocation.mutable_decision();
  RETURN_IF_ERROR(CheckRejectable(decision));
  if (decision.state() == Decision::STATE_REJECTED) return revocation;
  Reject(reason, caller, act.now(), decision);
  return PutRevocation(std::move(revocation), act.view());
}

}  // namespace creditproof::ingestion
