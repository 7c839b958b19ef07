// A report whose parts were proven to belong together.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/verification/v1/registry_service.pb.h"
#include "libs/claim/report_number.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/signing.h"

namespace creditproof::verification {

// Immutable once made by Prove.
struct ProvenReport {
  v1::RegisteredReport report;  // without the time of its registration
  claim::ReportNumber number;
  CreditCode code;
  report::v1::ReportData data;
};

// By crypto::VerifyingKey::id.
using ClaimKeys = std::map<std::string, crypto::VerifyingKey>;

// Proves that number, data and claim are of one report, that the data is in
// its canonical bytes, that one of `keys` signed the claim, and that as many
// keys are named as there are signatures, the claim's first. Fails with
// INVALID_ARGUMENT (INVALID_FIELD) naming the field below `report`.
absl::StatusOr<ProvenReport> Prove(const v1::RegisteredReport& report,
                                   const ClaimKeys& keys);

}  // namespace creditproof::verification
