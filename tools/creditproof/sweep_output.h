// What a snapshot did to the records that it lacks, as it is printed.
#pragma once

#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json SweepJson(const ingestion::v1::SweepOutcome& sweep);
void PrintSweep(const ingestion::v1::SweepOutcome& sweep);

}  // namespace creditproof::tool
