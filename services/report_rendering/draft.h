// Reports that are drawn, signed and read back, and not registered yet.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/report/v1/stored_report.pb.h"
#include "creditproof/verification/v1/registry_service.pb.h"
#include "libs/crypto/signing.h"
#include "services/report_rendering/issue_request.h"
#include "services/report_rendering/press.h"
#include "services/report_rendering/report_data.h"
#include "services/report_rendering/used_templates.h"

namespace creditproof::report_rendering {

// What makes a report this installation's.
struct Issuing {
  std::string number_secret;
  crypto::SigningKey claim_key;
  std::string claim_url_prefix;
  std::vector<report::v1::SignatureKind> signatures;
  std::vector<std::string> key_fingerprints;  // as RegisteredReport wants them
  const report::Templates& templates;         // outlive the issuer

  // OK while all these keys are ACTIVE; else FAILED_PRECONDITION.
  std::function<absl::Status()> may_sign;
};

struct Draft {
  verification::v1::RegisteredReport report;
  Printed printed;
  report::v1::StoredReport stored;  // without the bytes
};

// Thread-safe.
class Drafter {
 public:
  // What is referred to must outlive the drafter.
  Drafter(const Issuing& issuing, Print print, UsedTemplates& templates)
      : issuing_(issuing), print_(std::move(print)), templates_(templates) {}

  // With a time stamp where the policy that `checked` names asks for one. Fails
  // as the print does, with UNAVAILABLE (TIME_STAMP_UNAVAILABLE) when the
  // policy requires a stamp and there is none.
  absl::StatusOr<Draft> Make(
      Assigned assigned, const IssueRequest& request,
      const eligibility::v1::CheckEligibilityResponse& checked) const;

 private:
  absl::StatusOr<Draft> Draw(
      const Assigned& assigned, const IssueRequest& request,
      const eligibility::v1::CheckEligibilityResponse& checked) const;

  const Issuing& issuing_;
  const Print print_;
  UsedTemplates& templates_;
};

}  // namespace creditproof::report_rendering
