// How `creditproof grant` shows a grant.
#pragma once

#include "creditproof/report/v1/grant_service.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json GrantJson(const report::v1::Grant& grant);
void PrintGrant(const report::v1::Grant& grant);

}  // namespace creditproof::tool
