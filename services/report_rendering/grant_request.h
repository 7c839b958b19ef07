// The grant that a subject asks to be made, checked field by field.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/grant_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "services/report_rendering/receivers.h"

namespace creditproof::report_rendering {

// An immutable value.
struct GrantRequest {
  CreditCode code;
  std::string request_id;   // a UUID in lower case
  report::v1::Grant grant;  // as asked for, with the receiver's printed name

  // Fails with INVALID_ARGUMENT (INVALID_FIELD).
  static absl::StatusOr<GrantRequest> Parse(
      const report::v1::CreateGrantRequest& request, const Receivers& receivers,
      absl::Time now);

  // Equal for requests that ask for the same.
  std::string Sha256() const;
};

}  // namespace creditproof::report_rendering
