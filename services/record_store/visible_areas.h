// What a duty for some areas may see of a subject.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::record_store {

// `areas` ascending; empty for all.
void LeaveOutOtherAreas(const std::vector<record::v1::Area>& areas,
                        record::v1::SubjectDossier& dossier);

// The same of changes: one about a record is shown while the record is of one
// of the areas.
class VisibleChanges {
 public:
  explicit VisibleChanges(std::vector<record::v1::Area> areas)
      : areas_(std::move(areas)) {}

  bool shows_all() const { return areas_.empty(); }

  // To be asked of all of the subject's changes, in log order.
  bool Shows(const changelog::v1::Change& change);

 private:
  const std::vector<record::v1::Area> areas_;
  std::set<std::string> hidden_;  // ids of records of other areas
};

}  // namespace creditproof::record_store
