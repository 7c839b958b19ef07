// Which layout a header has.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// The layout of `kind`, or the one that fits the column names best when it is
// unspecified, of those that are built in and the `declared`. Fails with
// INVALID_ARGUMENT (FILE_UNREADABLE), naming the columns that are missing, or
// when a declared layout fits as well as another.
absl::StatusOr<const Layout*> ChooseLayout(
    absl::Span<const absl::string_view> header, ingestion::v1::FileKind kind,
    absl::Span<const Layout* const> declared);

}  // namespace creditproof::intake
