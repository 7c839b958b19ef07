// What `creditproof verify` says.
#pragma once

#include "creditproof/verification/v1/verification_service.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json VerificationJson(const verification::v1::VerifyReportResponse& response);
void PrintVerification(const verification::v1::VerifyReportResponse& response);
int VerificationExitStatus(verification::v1::Authenticity authenticity);

}  // namespace creditproof::tool
