#include "services/record_store/visible_areas.h"

#include <algorithm>

#include "libs/record/record_of_change.h"

namespace creditproof::record_store {
namespace {

using record::v1::Area;
using record::v1::CurrentRecord;

bool Contains(const std::vector<Area>& areas, Area area) {
  return std::binary_search(areas.begin(), areas.end(), area);
}

}  // namespace

void LeaveOutOtherAreas(const std::vector<Area>& areas,
                        record::v1::SubjectDossier& dossier) {
  if (areas.empty()) return;
  auto& records = *dossier.mutable_records();
  records.erase(std::remove_if(records.begin(), records.end(),
                               [&](const CurrentRecord& current) {
                                 return !Contains(areas,
                                                  current.record().area());
                               }),
                records.end());
}

bool VisibleChanges::Shows(const changelog::v1::Change& change) {
  if (shows_all()) return true;
  const std::string& record_id = record::RecordIdOf(change);
  if (record_id.empty()) return true;
  if (change.has_record_put()) {
    if (Contains(areas_, change.record_put().area())) {
      hidden_.erase(record_id);
    } else {
      hidden_.insert(record_id);
    }
  }
  return !hidden_.contains(record_id);
}

}  // namespace creditproof::record_store
