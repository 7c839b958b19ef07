// Who may act for a source.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// The id in `name` (`sources/{source}`, the request's field `field`) of a
// source whose clients include one of `client`, the names in a certificate.
// Fails with INVALID_ARGUMENT (INVALID_FIELD), NOT_FOUND (SOURCE_NOT_FOUND) or
// PERMISSION_DENIED (SOURCE_NOT_YOURS).
absl::StatusOr<std::string> SourceOfClient(
    const View& view, absl::string_view field, absl::string_view name,
    const std::vector<std::string>& client);

}  // namespace creditproof::ingestion
