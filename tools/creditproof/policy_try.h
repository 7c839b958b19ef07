// creditproof policy try: what a candidate policy would change.
#pragma once

#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// Adds the command to `policy`.
void AddPolicyTry(Tool& tool, CLI::App& policy);

}  // namespace creditproof::tool
