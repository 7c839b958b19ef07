// GET /verify/number: verification for browsers without script.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "services/gateway/back_end.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

// The page with `{{number}}`, `{{verdict}}` (`01`), `{{title}}`,
// `{{sentence}}`, `{{advice}}` and `{{tone}}` (`ok`, `warn`, `bad` or `unk`)
// filled in, escaped.
std::string FillVerdict(const std::string& page, const std::string& number,
                        const verification::v1::VerifyReportResponse& response);

// Asks and shows. Where nobody could answer that is verdict 10.
void ShowVerdict(const BackEnd& verification, const std::string& page,
                 const CallRules& rules, Exchange exchange);

}  // namespace creditproof::gateway
