// creditproof source responsibilities.
#pragma once

#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// Adds the command below `source`.
void AddResponsibilities(Tool& tool, CLI::App& source);

}  // namespace creditproof::tool
