// How the tool prints monthly accounts of sources.
#pragma once

#include "creditproof/ingestion/v1/timeliness_service.pb.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

void PrintTimelinessTable(const ingestion::v1::TimelinessStatement& statement,
                          const Kinds& kinds);
void PrintTimelinessCsv(const ingestion::v1::TimelinessStatement& statement,
                        const Kinds& kinds);
Json TimelinessJson(const ingestion::v1::TimelinessStatement& statement,
                    const Kinds& kinds);

}  // namespace creditproof::tool
