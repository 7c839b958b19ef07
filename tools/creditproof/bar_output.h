// How bars are shown.
#pragma once

#include "creditproof/ingestion/v1/bar_service.pb.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// Whether it waits for somebody: a proposal or an appeal is open.
bool IsOpen(const ingestion::v1::Bar& bar);

void PrintBar(const Tool& tool, const ingestion::v1::Bar& bar);

}  // namespace creditproof::tool
