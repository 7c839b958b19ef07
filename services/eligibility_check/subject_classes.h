// What a verdict reads of a subject without records, by number.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "libs/policy/standing.h"

namespace creditproof::eligibility_check {

// Beside the code and the day of founding, all that tells one subject without
// records from another.
struct SubjectClass {
  std::uint32_t partition;
  record::v1::OperatorKind operator_kind;
  record::v1::RegistrationStatus status;
  std::uint32_t region;

  // The standing of a subject of this class that was founded on an unknown day.
  policy::Standing Standing() const;

  friend bool operator==(const SubjectClass&, const SubjectClass&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const SubjectClass& c) {
    return H::combine(std::move(h), c.partition, c.operator_kind, c.status,
                      c.region);
  }
};

// Numbers classes from 0 as they come, and keeps them: a province has some
// thousands. Not thread-safe.
class SubjectClasses {
 public:
  // Nullopt when `most` others have a number.
  std::optional<std::uint32_t> IdOf(const SubjectClass& subject_class,
                                    std::uint32_t most);

  const SubjectClass& operator[](std::uint32_t id) const {
    return classes_[id];
  }

 private:
  std::vector<SubjectClass> classes_;  // by id
  absl::flat_hash_map<SubjectClass, std::uint32_t> ids_;
};

}  // namespace creditproof::eligibility_check
