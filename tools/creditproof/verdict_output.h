// A verdict on the eligibility of a subject, printed.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "libs/credit_code/credit_code.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

// Such as `RECORDS_FOUND`, and in Chinese what it means.
std::string OutcomeName(eligibility::v1::Verdict::Outcome outcome);
absl::string_view OutcomeText(eligibility::v1::Verdict::Outcome outcome);

// {"subject", "verdict", "findings", "causes", ...}.
Json VerdictJson(const CreditCode& subject,
                 const eligibility::v1::Verdict& verdict);

// For people: the outcome, then each record with time and content, or what is
// in doubt and whom to turn to.
void PrintVerdict(const CreditCode& subject,
                  const eligibility::v1::Verdict& verdict);

// Chinese, such as 未发现违法违规记录，可以出具.
absl::string_view OutcomeText(eligibility::v1::Verdict::Outcome outcome);

// 0 ELIGIBLE, 3 RECORDS_FOUND, 4 NOT_APPLICABLE, 5 UNDETERMINED.
int VerdictExitStatus(const eligibility::v1::Verdict& verdict);

}  // namespace creditproof::tool
