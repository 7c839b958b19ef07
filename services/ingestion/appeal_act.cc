#include "services/ingestion/appeal_act.h"

#include <optional>
#include <utility>

#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/bars.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {

using v1::Appeal;
using v1::Bar;

absl::StatusOr<Bar> FileAppeal(const CreditCode& subject,
                               const std::string& statement,
                               const Acting& acting, Act& act) {
  ASSIGN_OR_RETURN(std::optional<Bar> bar,
                   FindBarOf(act.view(), subject.text(), Bar::STATE_IN_FORCE,
                             base::ChinaDay(act.now())));
  if (!bar.has_value()) {
    return WrongState("NOT_BARRED", "贵单位现在没有被限制使用，无须申诉。");
  }
  if (bar->appeal().statement() == statement) return *std::move(bar);
  if (bar->appeal().state() == Appeal::STATE_OPEN) {
    return WrongState("OPEN", "已有申诉尚未答复，请等待平台答复。");
  }
  Appeal appeal;
  appeal.set_state(Appeal::STATE_OPEN);
  appeal.set_statement(statement);
  appeal.set_actor(acting.actor);
  *appeal.mutable_file_time() = TimestampOf(act.now());
  *bar->mutable_appeal() = std::move(appeal);
  return PutBar(*std::move(bar), act.view());
}

absl::StatusOr<Bar> DismissAppeal(absl::string_view bar_id,
                                  const std::string& answer,
                                  const rpc::Caller& caller, Act& act) {
  ASSIGN_OR_RETURN(std::optional<Bar> bar,
                   FindBar(act.view(), bar_id, base::ChinaDay(act.now())));
  if (!bar.has_value()) return ProposalNotFound(bar_id);
  RETURN_IF_ERROR(CheckSecond(bar_id, bar->decision().proposer(), caller));
  Appeal& appeal = *bar->mutable_appeal();
  const bool dismissed = appeal.state() == Appeal::STATE_DISMISSED;
  if (dismissed && appeal.answer() == answer) return *std::move(bar);
  if (appeal.state() != Appeal::STATE_OPEN) {
    return WrongState(Appeal::State_Name(appeal.state()),
                      "该限制没有待答复的申诉。");
  }
  CloseAppeal(Appeal::STATE_DISMISSED, answer, caller, act.now(), appeal);
  return PutBar(*std::move(bar), act.view());
}

void CloseAppeal(Appeal::State state, const std::string& answer,
                 const rpc::Caller& caller, absl::Time now, Appeal& appeal) {
  appeal.set_state(state);
  appeal.set_answer(answer);
  appeal.set_closer(std::string(caller.name()));
  *appeal.mutable_close_time() = TimestampOf(now);
}

}  // namespace creditproof::ingestion
