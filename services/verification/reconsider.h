// Whether a report that was true when it was issued still is: its request is
// decided on anew (libs/policy).
#pragma once

#include "absl/time/civil_time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/record_service.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "services/verification/rules.h"

namespace creditproof::verification {

// Folds `change`, which lies at `position`, into what is kept of its subject:
// what policy judges by and a report's heading states, none of the texts.
void TakeChange(const changelog::v1::Change& change, std::uint64_t position,
                record::v1::SubjectDossier& dossier);

// Whether the request of `data`, decided on the day `today` by the policy of
// then and what is known of the subject now, comes to another verdict or to
// other records, or the subject has another name or status. Another address is
// no difference, nor is a policy that came later. A period that went up to the
// day of issue goes on to `today`. A report whose policy is not known would
// differ.
bool WouldDiffer(const report::v1::ReportData& data,
                 const record::v1::SubjectDossier& dossier, const Rules& rules,
                 absl::CivilDay today);

}  // namespace creditproof::verification
