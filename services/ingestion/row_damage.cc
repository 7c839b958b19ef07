#include "services/ingestion/row_damage.h"

#include <algorithm>

namespace creditproof::ingestion {

bool IsDamaged(const intake::Row& row) {
  return std::any_of(row.notes.begin(), row.notes.end(),
                     [](const v1::RowNote& note) {
                       switch (note.rule()) {
                         case v1::ROW_RULE_CELL_COUNT:
                         case v1::ROW_RULE_ENCODING:
                         case v1::ROW_RULE_TOO_LONG:
                         case v1::ROW_RULE_CONTROL_CHARACTER:
                         case v1::ROW_RULE_QUOTING:
                           return true;
                         default:
                           return false;
                       }
                     });
}

}  // namespace creditproof::ingestion
