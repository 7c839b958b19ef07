// Identity numbers are not shown, not even sealed.
#pragma once

#include "creditproof/record/v1/record.pb.h"
#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::record_store {

// Leaves their columns, empty.
void LeaveOutNumbers(record::v1::Record& record);
void LeaveOutNumbers(record::v1::Registration& registration);
void LeaveOutNumbers(record::v1::SubjectDossier& dossier);

}  // namespace creditproof::record_store
