// creditproof report presented: how often a report was presented to be
// verified.
#pragma once

#include "tools/creditproof/tool.h"

namespace creditproof::tool {

void AddReportPresented(Tool& tool, CLI::App& report);

}  // namespace creditproof::tool
