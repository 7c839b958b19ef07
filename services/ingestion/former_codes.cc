#include "services/ingestion/former_codes.h"

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/left_behind.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

using Strings = std::vector<std::string>;

absl::Status HoldFor(const std::string& former, const std::string& code,
                     v1::OpenRow open, RowChanges& changes) {
  open.set_hold_id(DerivedId({"former code", former, code}));
  open.set_credit_code(former);
  open.set_renumbered_to(code);
  ASSIGN_OR_RETURN(const Strings left, LeftBehind(open, 1, changes.view()));
  if (left.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(PlaceHolds(open, {code}, changes));
  return PutOpenRow(std::move(open), changes.now(), changes.view());
}

}  // namespace

absl::Status HoldForFormerCodes(const record::v1::Registration& registration,
                                std::int64_t row, const Origin& origin,
                                RowChanges& changes) {
  const std::string& code = registration.credit_code();
  ASSIGN_OR_RETURN(const std::set<std::string> formers,
                   FormerCodesOf(changes.view(), code));
  if (formers.empty()) return absl::OkStatus();
  v1::OpenRow open;
  open.set_source_id(origin.source.source_id());
  open.set_delivery_id(origin.delivery_id);
  open.set_row(row);
  open.set_recorded(true);
  ASSIGN_OR_RETURN(const Strings bearers, CodesFrom(code, changes.view()));
  for (const std::string& former : formers) {
    for (const std::string& bearer : bearers) {
      if (bearer == former) continue;  // taken back and forth
      RETURN_IF_ERROR(HoldFor(former, bearer, open, changes));
    }
  }
  return absl::OkStatus();
}

absl::Status SettleFormerCodes(const std::string& code, RowChanges& changes) {
  ASSIGN_OR_RETURN(std::vector<v1::OpenRow> rows,
                   RenumberedRowsOf(changes.view(), code));
  for (std::size_t i = rows.size(); i > 0; --i) {
    // Who bore the code between is on hold for the same records.
    ASSIGN_OR_RETURN(
        const std::vector<v1::OpenRow> between,
        RenumberedRowsOf(changes.view(), rows[i - 1].credit_code()));
    rows.insert(rows.end(), between.begin(), between.end());
  }
  for (const v1::OpenRow& open : rows) {
    ASSIGN_OR_RETURN(const Strings left, LeftBehind(open, 1, changes.view()));
    if (!left.empty()) continue;
    RETURN_IF_ERROR(Settle(open.hold_id(), changes));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
