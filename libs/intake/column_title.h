// What people call a column.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"

namespace creditproof::intake {

// The Chinese name of the column `id` of such a file; `id` itself where no
// layout knows it, of those that are built in and the `declared`.
std::string ColumnTitle(ingestion::v1::FileKind file_kind, absl::string_view id,
                        absl::Span<const record::v1::DeclaredKind> declared);

}  // namespace creditproof::intake
