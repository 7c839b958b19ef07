#include "services/eligibility_check/subject_classes.h"

namespace creditproof::eligibility_check {

policy::Standing SubjectClass::Standing() const {
  policy::Standing standing;
  standing.registered = true;
  standing.operator_kind = operator_kind;
  standing.status = status;
  standing.region = region;
  return standing;
}

std::optional<std::uint32_t> SubjectClasses::IdOf(
    const SubjectClass& subject_class, std::uint32_t most) {
  const auto known = ids_.find(subject_class);
  if (known != ids_.end()) return known->second;
  const auto id = static_cast<std::uint32_t>(classes_.size());
  if (id >= most) return std::nullopt;
  classes_.push_back(subject_class);
  ids_.emplace(subject_class, id);
  return id;
}

}  // namespace creditproof::eligibility_check
