#include "libs/reconcile/elsewhere.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace creditproof::reconcile {

bool TakeBackKnown(const Comparison& comparison, SourceTable& source) {
  std::set<std::string, std::less<>> lacking;
  for (const RowDifference& difference : comparison.differences) {
    if (difference.row == nullptr) lacking.insert(difference.key);
  }
  const auto stays = [&](const TableRow& row) {
    return comparison.all && !lacking.contains(row.key());
  };
  std::vector<TableRow>& elsewhere = source.elsewhere;
  const auto first =
      std::stable_partition(elsewhere.begin(), elsewhere.end(), stays);
  const std::vector<TableRow> known(first, elsewhere.end());
  elsewhere.erase(first, elsewhere.end());
  if (known.empty()) return false;
  source.table.PutBack(known);
  return true;
}

void LeaveOutElsewhere(SourceTable& source) {
  intake::RowNote note;
  note.set_rule(ingestion::v1::ROW_RULE_REGION_NOT_YOURS);
  note.set_message("本行所属行政区划不在本单位登记的负责区域内，平台不收");
  for (const TableRow& row : source.elsewhere) {
    source.LeaveOut(row.number, {note});
  }
  source.elsewhere.clear();
}

}  // namespace creditproof::reconcile
