// Why a verdict is what it is, condition by condition and record by record.
#pragma once

#include "absl/status/status.h"
#include "creditproof/eligibility/v1/replay_service.pb.h"
#include "libs/access/ground.h"
#include "services/eligibility_check/answer.h"
#include "services/eligibility_check/past_view.h"

namespace creditproof::eligibility_check {

// Fills in `response` all but the verdict. `answer` was decided on `dossier`.
// Of records, those on the page asked for that `access` may see. Fails with
// INVALID_ARGUMENT (INVALID_FIELD) or ABORTED (PAGE_STALE).
absl::Status Explain(const eligibility::v1::ReplayCheckRequest& request,
                     const access::Access& access, const Answer& answer,
                     const record::v1::SubjectDossier& dossier,
                     eligibility::v1::ReplayCheckResponse& response);

}  // namespace creditproof::eligibility_check
