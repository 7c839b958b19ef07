// The rows of a file, as the platform that received them digests them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/delivered_file.h"

namespace creditproof::tool {

// `rows_sha256` of the receipt that a delivery of `file` ends in. Fails as
// reading it for a delivery does.
absl::StatusOr<std::string> RowsSha256(const DeliveredFile& file,
                                       ingestion::v1::FileKind kind);

}  // namespace creditproof::tool
