// What a caller asks to be issued, checked field by field.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/grant_service.pb.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::report_rendering {

// An immutable value.
struct IssueRequest {
  CreditCode code;
  std::string request_id;  // a UUID in lower case

  // What was asked for and nothing else: no request_id, no ground; areas
  // ascending, each once. With GRANT nothing but the subject, until Granted.
  report::v1::IssueReportRequest asked;

  // Fails with INVALID_ARGUMENT (INVALID_FIELD).
  static absl::StatusOr<IssueRequest> Parse(
      const report::v1::IssueReportRequest& request);

  // The same about what `grant` is for.
  IssueRequest Granted(const report::v1::Grant& grant) const;

  // SHA-256 of `asked`: equal for requests that ask for the same.
  std::string Sha256() const;
};

}  // namespace creditproof::report_rendering
