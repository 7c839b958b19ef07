// Which layout a header has.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// The layout of `kind`, or of all the one that fits the column names best when
// it is unspecified. Fails with INVALID_ARGUMENT (FILE_UNREADABLE), naming the
// columns that are missing.
absl::StatusOr<const Layout*> ChooseLayout(
    absl::Span<const absl::string_view> header, ingestion::v1::FileKind kind);

}  // namespace creditproof::intake
