#include "services/ingestion/holds.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/index.h"
#include "services/ingestion/kinds.h"
#include "services/ingestion/left_behind.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

// For the subject: who is to be asked; nothing of what the row says.
absl::StatusOr<std::string> ReasonOf(const v1::OpenRow& row, const View& view) {
  if (!row.renumbered_to().empty()) {
    ASSIGN_OR_RETURN(const std::string sources, SourcesLeftBehind(row, view));
    return absl::StrCat("变更统一社会信用代码前的信息，尚待", sources,
                        "以变更后的代码重报");
  }
  ASSIGN_OR_RETURN(const auto source, FindSourceState(view, row.source_id()));
  const absl::string_view who =
      source.has_value() ? source->display_name() : row.source_id();
  ASSIGN_OR_RETURN(const std::string kind, KindText(view, row.record_kind()));
  return absl::StrCat(who, "报送的一条", kind.empty() ? "登记" : kind,
                      "信息尚待该单位更正或者核实主体");
}

}  // namespace

absl::Status PlaceHolds(const v1::OpenRow& row,
                        const std::set<std::string>& codes,
                        RowChanges& changes) {
  for (const std::string& code : codes) {
    ASSIGN_OR_RETURN(const bool held,
                     IsHeldBy(changes.view(), row.hold_id(), code));
    if (held) continue;
    ASSIGN_OR_RETURN(std::string reason, ReasonOf(row, changes.view()));
    changelog::v1::Change change;
    changelog::v1::HoldPlaced& hold = *change.mutable_hold_placed();
    hold.set_hold_id(row.hold_id());
    hold.set_source_id(row.source_id());
    hold.set_reason(std::move(reason));
    hold.set_record_kind(row.record_kind());
    RETURN_IF_ERROR(changes.Append(code, change));
  }
  return absl::OkStatus();
}

absl::Status LiftHoldsExcept(absl::string_view hold_id,
                             const std::set<std::string>& codes,
                             RowChanges& changes, absl::string_view reason) {
  ASSIGN_OR_RETURN(const std::vector<std::string> held,
                   HeldBy(changes.view(), hold_id));
  for (const std::string& code : held) {
    if (codes.count(code) > 0) continue;
    changelog::v1::Change change;
    changelog::v1::HoldLifted& lifted = *change.mutable_hold_lifted();
    lifted.set_hold_id(std::string(hold_id));
    lifted.set_reason(std::string(reason));
    RETURN_IF_ERROR(changes.Append(code, change));
  }
  return absl::OkStatus();
}

absl::Status Settle(absl::string_view hold_id, RowChanges& changes,
                    absl::string_view reason) {
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> row,
                   FindOpenRow(changes.view(), hold_id));
  if (!row.has_value()) return absl::OkStatus();
  RETURN_IF_ERROR(LiftHoldsExcept(hold_id, {}, changes, reason));
  RemoveOpenRow(*row, changes.view());
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
