// Everything known of a subject, folded from its changes in log order.
#pragma once

#include <cstdint>

#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::record {

// Applies one change at `position` to `dossier`. Idempotent for a change that
// was applied as the last one. Changes that concern everybody do nothing. This
// is the one place that says what each kind of change means for a subject.
void ApplyChange(const changelog::v1::Change& change, std::uint64_t position,
                 v1::SubjectDossier& dossier);

}  // namespace creditproof::record
