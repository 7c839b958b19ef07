// Sources that promised to deliver and are overdue.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/catalogue.pb.h"
#include "services/eligibility_check/coverage.h"

namespace creditproof::eligibility_check {

// When each source with a cadence is due. One that never delivered is not in
// it: what it answers for is not covered in the first place. Immutable.
class Cadences {
 public:
  Cadences() = default;
  explicit Cadences(const Sources& sources);

  // A silent source and what it answers for.
  struct Silent {
    std::string source_id;
    std::vector<record::v1::Area> areas;  // ascending
  };

  // The sources that answer for `region` and on `today` are overdue by more
  // than `grace_days`, in order of when they were due.
  std::vector<Silent> SilentIn(std::uint32_t region, absl::CivilDay today,
                               int grace_days) const;

  // The areas that these answer for, ascending.
  std::vector<record::v1::Area> SilentAreasIn(std::uint32_t region,
                                              absl::CivilDay today,
                                              int grace_days) const;

 private:
  struct Promise {
    absl::CivilDay due;  // the last day on which it is in time
    google::protobuf::RepeatedPtrField<std::string> regions;
    Silent source;
  };

  std::vector<Promise> promises_;  // by `due`
};

}  // namespace creditproof::eligibility_check
