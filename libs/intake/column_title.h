// What people call a column.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::intake {

// The Chinese name of the column `id` of such a file; `id` itself where no
// layout knows it.
std::string ColumnTitle(ingestion::v1::FileKind file_kind,
                        absl::string_view id);

}  // namespace creditproof::intake
