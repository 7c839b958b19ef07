// The catalogue of responsibilities (area x region -> source).
#pragma once

#include <vector>

#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/source_service.pb.h"

namespace creditproof::ingestion {

// By area, then region: the province's own level and each prefecture. A source
// answers for a prefecture when it delivers records of the area for all of it
// or for some of its counties. `sources` are ascending by id.
std::vector<v1::Responsibility> ResponsibilityCatalogue(
    const std::vector<changelog::v1::SourceState>& sources);

}  // namespace creditproof::ingestion
