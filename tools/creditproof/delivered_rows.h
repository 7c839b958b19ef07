// The rows of a file, as the platform that received them digests them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "tools/creditproof/delivered_file.h"

namespace creditproof::tool {

// `rows_sha256` of the receipt that a delivery of `file` ends in; `declared` is
// its kind where that is not built in. Fails as reading it for a delivery does.
absl::StatusOr<std::string> RowsSha256(
    const DeliveredFile& file, ingestion::v1::FileKind kind,
    std::vector<record::v1::DeclaredKind> declared);

}  // namespace creditproof::tool
