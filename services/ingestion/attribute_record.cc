#include "services/ingestion/attribute_record.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status_macros.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/left_behind.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/names.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

using intake::Update;
using record::v1::Record;

// The rows that stand open and are an earlier version of `open`, which names
// its subject by code.
absl::StatusOr<std::vector<v1::OpenRow>> EarlierVersions(
    const v1::OpenRow& open, bool is_new, const View& view) {
  ASSIGN_OR_RETURN(std::vector<v1::OpenRow> earlier,
                   OpenRowsOfRecord(view, open.record_id()));
  if (open.match_id().empty()) return earlier;
  ASSIGN_OR_RETURN(std::vector<v1::OpenRow> alike,
                   OpenRowsOfMatch(view, open.match_id()));
  for (v1::OpenRow& row : alike) {
    const bool beside = row.latest_delivery_id() == open.latest_delivery_id() &&
                        row.latest_row() != open.latest_row();  // in one file
    ASSIGN_OR_RETURN(
        const bool mended,
        IsMendedBy(view, row, open.credit_code(), is_new && !beside));
    if (!mended) continue;
    // Whoever bears its code now answers for it.
    ASSIGN_OR_RETURN(const auto left, LeftBehind(row, 1, view));
    if (left.empty()) earlier.push_back(std::move(row));
  }
  return earlier;
}

// Nobody else can be meant: this row, and earlier versions of it under other
// names or with other faults, are settled.
absl::Status SettleRow(const v1::OpenRow& open, bool is_new,
                       RowChanges& changes) {
  RETURN_IF_ERROR(Settle(open.hold_id(), changes));
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> earlier,
                   EarlierVersions(open, is_new, changes.view()));
  for (const v1::OpenRow& row : earlier) {
    RETURN_IF_ERROR(Settle(row.hold_id(), changes));
  }
  return absl::OkStatus();
}

// It is recorded, but others may be meant. Earlier versions that were not
// recorded are settled by this one; those recorded under other names are not.
// Says how many are on hold.
absl::StatusOr<int> KeepOpen(v1::OpenRow open, bool is_new,
                             const Record& record, RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> earlier,
                   EarlierVersions(open, is_new, changes.view()));
  for (const v1::OpenRow& row : earlier) {
    if (row.recorded() || row.hold_id() == open.hold_id()) continue;
    RETURN_IF_ERROR(Settle(row.hold_id(), changes));
  }
  open.set_recorded(true);
  ASSIGN_OR_RETURN(const std::set<std::string> concerned,
                   Concerned(changes.view(), open));
  RETURN_IF_ERROR(LiftHoldsExcept(open.hold_id(), concerned, changes));
  RETURN_IF_ERROR(PlaceHolds(open, concerned, changes));
  *open.mutable_record() = record;
  RETURN_IF_ERROR(PutOpenRow(std::move(open), changes.now(), changes.view()));
  return static_cast<int>(concerned.size());
}

// Whether the row can only be about the subject whose code it has, or says that
// its record counts no more.
absl::StatusOr<bool> ConcernsNobodyElse(const intake::Row& row,
                                        const v1::OpenRow& open,
                                        const View& view) {
  if (row.update == Update::kWithdraw || row.update == Update::kRepair) {
    return true;
  }
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(view, open));
  if (!agrees) return false;
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, row.credit_code));
  return renumbered.empty();
}

}  // namespace

absl::StatusOr<std::optional<int>> AttributeRecord(const intake::Row& row,
                                                   v1::OpenRow open,
                                                   bool is_new,
                                                   const Record& record,
                                                   RowChanges& changes) {
  ASSIGN_OR_RETURN(const bool settled,
                   ConcernsNobodyElse(row, open, changes.view()));
  if (settled) {
    RETURN_IF_ERROR(SettleRow(open, is_new, changes));
    return std::optional<int>();
  }
  ASSIGN_OR_RETURN(const int held,
                   KeepOpen(std::move(open), is_new, record, changes));
  return std::optional<int>(held);
}

}  // namespace creditproof::ingestion
