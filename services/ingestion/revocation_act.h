// Revoking a report: what one act does.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/revocation_service.pb.h"
#include "libs/claim/report_number.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// Errors are those of RevocationService (revocation_service.proto). Each gives
// the revocation as it then stands; what stands so already is left alone.
// Reasons were checked.

absl::StatusOr<v1::Revocation> ProposeRevocation(
    const claim::ReportNumber& number, const CreditCode& subject,
    const std::string& reason, const rpc::Caller& caller, Act& act);

absl::StatusOr<v1::Revocation> ApproveRevocation(absl::string_view proposal_id,
                                                 const rpc::Caller& caller,
                                                 Act& act);

absl::StatusOr<v1::Revocation> RejectRevocation(absl::string_view proposal_id,
                                                const std::string& reason,
                                                const rpc::Caller& caller,
                                                Act& act);

}  // namespace creditproof::ingestion
