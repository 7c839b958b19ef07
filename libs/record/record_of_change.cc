#include "libs/record/record_of_change.h"

namespace creditproof::record {

using changelog::v1::Change;

const std::string& RecordIdOf(const Change& change) {
  static const std::string kNone;
  switch (change.kind_case()) {
    case Change::kRecordPut:
      return change.record_put().record_id();
    case Change::kRecordWithdrawn:
      return change.record_withdrawn().record_id();
    case Change::kRecordRepaired:
      return change.record_repaired().record_id();
    case Change::kRecordReinstated:
      return change.record_reinstated().record_id();
    case Change::kRecordLapsed:
      return change.record_lapsed().record_id();
    case Change::kRecordObjected:
      return change.record_objected().record_id();
    default:
      return kNone;
  }
}

}  // namespace creditproof::record
