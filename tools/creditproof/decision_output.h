// How what takes two administrators is shown.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/decision.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

// Who proposed, approved or rejected it, when and why.
Json DecisionJson(const ingestion::v1::Decision& decision);
void PrintDecision(absl::string_view what,
                   const ingestion::v1::Decision& decision);

}  // namespace creditproof::tool
