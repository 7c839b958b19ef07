// Where somebody has looked: for which areas, by where a subject is registered.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/catalogue.pb.h"

namespace creditproof::eligibility_check {

using Sources = std::map<std::string, changelog::v1::SourceState>;  // by id

// What the looks of all sources cover. Made anew for every change of a source,
// so that a check asks for nothing but its subject's region. Immutable.
class Coverage {
 public:
  Coverage() = default;
  explicit Coverage(const Sources& sources);

  // The areas for which sources of penalties have looked at all of `region`
  // (GB/T 2260 as a number, 0 for unknown), ascending: that prefecture's and
  // county's, and those of the whole province.
  const std::vector<record::v1::Area>& AreasIn(std::uint32_t region) const;

 private:
  // By 2, 4 or 6 digits, as a number; the areas of the shorter ones included.
  absl::flat_hash_map<std::uint32_t, std::vector<record::v1::Area>> by_prefix_;
  std::vector<record::v1::Area> everywhere_;
};

// Up to when all covered ones of `areas` were delivered for in `region`: of
// each the latest delivery, of these the oldest, so that an area that lags does
// not look fresh. InfinitePast when none is covered.
absl::Time DataAsOf(const Sources& sources,
                    const std::vector<record::v1::Area>& areas,
                    std::uint32_t region);

}  // namespace creditproof::eligibility_check
