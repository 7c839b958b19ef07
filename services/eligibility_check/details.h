// What a check reads beyond the standing: findings, contacts, registration.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "libs/access/ground.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/findings_page.h"
#include "services/eligibility_check/shared_state.h"

namespace creditproof::eligibility_check {

// Adds the findings on `page` of `decision`, and the repaired ones that are
// shown, so far as `access` may see them, in its order. Fails with DATA_LOSS
// (STORE_CORRUPT) when a record's text is missing.
absl::Status AddFindings(const kv::Store& store, const CreditCode& code,
                         const policy::Decision& decision,
                         const FindingsPage& page, const access::Access& access,
                         const SharedState& shared,
                         eligibility::v1::Verdict& verdict);

// Replaces the causes HELD, MISMATCH and SILENT_SOURCE by one for each source
// whose row holds the subject, with its reason, whose table differs, or which
// is one of `silent`; each with its contact.
absl::Status NameSources(const kv::Store& store, const CreditCode& code,
                         const SharedState& shared,
                         const std::vector<std::string>& silent,
                         eligibility::v1::Verdict& verdict);

// What a report about a subject of `region` prints beside the verdict. `shared`
// has a policy.
absl::StatusOr<eligibility::v1::ReportMaterial> ReadMaterial(
    const kv::Store& store, const CreditCode& code, const SharedState& shared,
    const policy::Question& question, std::uint32_t region);

}  // namespace creditproof::eligibility_check
