#include "services/ingestion/resolve_open_row.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/left_behind.h"
#include "services/ingestion/names.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/record_open_row.h"
#include "services/ingestion/responsibility.h"
#include "services/ingestion/sealing.h"

namespace creditproof::ingestion {
namespace {

using Response = v1::ResolveQuarantinedRowResponse;

constexpr absl::string_view kOthersAreMeant =
    "报送单位已确认该信息所指的是其他主体";
constexpr absl::string_view kThisIsMeant =
    "报送单位已确认该信息所指的就是该主体，信息已入库";

// Records of a code that was changed are nobody's: whoever bears the new one is
// meant.
absl::Status CheckCurrent(const View& view, const std::string& code) {
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, code));
  if (renumbered.empty()) return absl::OkStatus();
  return base::InvalidField("subject",
                            "该统一社会信用代码已变更，请使用变更后的代码");
}

// Who does not answer for a subject has no say about it: not by call, either.
absl::Status CheckPlace(const v1::OpenRow& open, const std::string& code,
                        const RowChanges& changes) {
  if (!changes.by_source()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto source,
                   FindSourceState(changes.view(), open.source_id()));
  if (!source.has_value()) return absl::OkStatus();
  std::string place = open.region_code();
  if (place.empty()) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(changes.view(), code));
    if (subject.has_value()) place = subject->region_code();
  }
  if (!IsElsewhere(*source, place)) return absl::OkStatus();
  return base::InvalidField(
      "subject", "该主体不在本单位登记的负责区域内：请联系平台管理员核实");
}

// A row that was recorded under a code may only be confirmed there, or follow
// the subject to its new code.
absl::Status CheckRecorded(const v1::OpenRow& open, const std::string& code,
                           const View& view) {
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, open.credit_code()));
  if (open.has_record() && absl::c_linear_search(renumbered, code)) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(CheckNothingLeftBehind(open, view));
  return WrongState("RECORDED",
                    "该行已按其代码入库：确属其他主体的，请先以“撤销”重报该行，"
                    "再以正确的代码报送");
}

// It holds `code` alone from now on, until it is mended.
absl::Status Narrow(v1::OpenRow open, const std::string& code,
                    const crypto::Sealer& sealer, RowChanges& changes) {
  RETURN_IF_ERROR(ResealFor(code, sealer, open));
  open.set_record_id(RecordIdUnder(open, code));
  open.set_credit_code(code);
  open.set_attributed(true);
  RETURN_IF_ERROR(
      LiftHoldsExcept(open.hold_id(), {code}, changes, kOthersAreMeant));
  RETURN_IF_ERROR(PlaceHolds(open, {code}, changes));
  return PutOpenRow(std::move(open), changes.now(), changes.view());
}

absl::StatusOr<Response::Outcome> Attribute(const v1::OpenRow& open,
                                            const std::string& code,
                                            const crypto::Sealer& sealer,
                                            const workdays::Calendar& calendar,
                                            RowChanges& changes) {
  RETURN_IF_ERROR(CheckCurrent(changes.view(), code));
  const bool confirms = open.recorded() && open.credit_code() == code;
  if (!confirms) RETURN_IF_ERROR(CheckPlace(open, code, changes));
  if (open.recorded() && !confirms) {
    RETURN_IF_ERROR(CheckRecorded(open, code, changes.view()));
  }
  if (!confirms && !open.recordable()) {
    RETURN_IF_ERROR(Narrow(open, code, sealer, changes));
    return Response::OUTCOME_NARROWED;
  }
  RETURN_IF_ERROR(
      LiftHoldsExcept(open.hold_id(), {code}, changes, kOthersAreMeant));
  RETURN_IF_ERROR(Settle(open.hold_id(), changes, kThisIsMeant));
  if (confirms) return Response::OUTCOME_CONFIRMED;
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome,
                   RecordOpenRow(open, code, sealer, calendar, changes));
  return outcome == v1::ROW_OUTCOME_UNCHANGED ? Response::OUTCOME_CONFIRMED
                                              : Response::OUTCOME_RECORDED;
}

// Says how many of `before` are free.
absl::StatusOr<Response> Answer(Response::Outcome outcome,
                                const v1::OpenRow& open,
                                const std::vector<std::string>& before,
                                const View& view) {
  ASSIGN_OR_RETURN(const std::vector<std::string> held,
                   HeldBy(view, open.hold_id()));
  Response response;
  response.set_outcome(outcome);
  response.set_freed_count(static_cast<int>(std::count_if(
      before.begin(), before.end(),
      [&](const auto& code) { return !absl::c_linear_search(held, code); })));
  return response;
}

}  // namespace

absl::StatusOr<Response> DismissOpenRow(const v1::OpenRow& open,
                                        absl::string_view reason,
                                        RowChanges& changes) {
  RETURN_IF_ERROR(CheckNothingLeftBehind(open, changes.view()));
  ASSIGN_OR_RETURN(const std::vector<std::string> before,
                   HeldBy(changes.view(), open.hold_id()));
  RETURN_IF_ERROR(Settle(open.hold_id(), changes, reason));
  return Answer(open.recorded() ? Response::OUTCOME_CONFIRMED
                                : Response::OUTCOME_DISMISSED,
                open, before, changes.view());
}

absl::StatusOr<Response> AttributeOpenRow(const v1::OpenRow& open,
                                          const CreditCode& code,
                                          const crypto::Sealer& sealer,
                                          const workdays::Calendar& calendar,
                                          RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::vector<std::string> before,
                   HeldBy(changes.view(), open.hold_id()));
  ASSIGN_OR_RETURN(
      const Response::Outcome outcome,
      Attribute(open, std::string(code.text()), sealer, calendar, changes));
  return Answer(outcome, open, before, changes.view());
}

}  // namespace creditproof::ingestion
