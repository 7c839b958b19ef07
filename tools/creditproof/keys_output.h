// How `creditproof keys` shows a key.
#pragma once

#include "libs/keys/key_history.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

void PrintKey(const Tool& tool, const keys::Key& key);

}  // namespace creditproof::tool
