// A view of the past, folded from what record-store sent of it.
#pragma once

#include "creditproof/record/v1/record_service.pb.h"
#include "libs/remote_log/remote_past.h"
#include "services/eligibility_check/details.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

struct PastView {
  View view;  // settled; by the policy in force then, or the one asked for

  // What was known of the subject, columns left out; the records by date, then
  // id, withdrawn and lapsed ones too.
  record::v1::SubjectDossier dossier;
};

PastView FoldPast(const remote_log::Past& past);

// What stood open, in the order in which the store holds it.
OpenRows OpenRowsOf(const record::v1::SubjectDossier& dossier);

}  // namespace creditproof::eligibility_check
