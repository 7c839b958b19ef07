// How the tool prints sources.
#pragma once

#include "creditproof/ingestion/v1/source_service.pb.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// One line of text; as JSON everything.
void PrintSource(const Tool& tool, const Kinds& kinds,
                 const ingestion::v1::Source& source);

// Everything, in several lines of text.
void PrintSourceInFull(const Tool& tool, const Kinds& kinds,
                       const ingestion::v1::Source& source);

}  // namespace creditproof::tool
