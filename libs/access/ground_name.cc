#include "libs/access/ground_name.h"

namespace creditproof::access {

absl::string_view GroundName(const v1::Ground& ground) {
  switch (ground.kind_case()) {
    case v1::Ground::kSubject:
      return "SUBJECT";
    case v1::Ground::kGrant:
      return "GRANT";
    case v1::Ground::kDuty:
      return "DUTY";
    case v1::Ground::KIND_NOT_SET:
      break;
  }
  return "";
}

absl::string_view OutcomeOf(const absl::Status& not_admitted) {
  return absl::IsUnavailable(not_admitted) ? "UNAVAILABLE" : "GROUND_REFUSED";
}

}  // namespace creditproof::access
