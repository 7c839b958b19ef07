// What became of a delivered row, for people and for programs.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::tool {

std::string OutcomeName(ingestion::v1::RowOutcome outcome);
absl::string_view OutcomeText(ingestion::v1::RowOutcome outcome);

}  // namespace creditproof::tool
