// The first row of a file: which column is what.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// One column of a file.
struct FileColumn {
  std::string header;  // as written
  std::string id;      // of the layout, else the header
  Content content = Content::kText;
  Keep keep = Keep::kColumn;
};

struct Header {
  const Layout* layout = nullptr;
  std::vector<FileColumn> columns;  // in the order of the file

  // Where each column of the layout, then each common column, stands in the
  // file.
  std::vector<std::optional<std::size_t>> places;

  // Where a column of the layout stands; also asked of kNowhere.
  std::optional<std::size_t> Find(std::size_t place) const {
    return place == kNowhere ? std::nullopt : places[place];
  }

  std::vector<std::size_t> by_id;             // the columns in order of id
  std::vector<ingestion::v1::RowNote> notes;  // for the sender
};

// Matches `cells` with the layout of `kind`, or the layout that fits best when
// it is unspecified, of those that are built in and the `declared`. Fails with
// INVALID_ARGUMENT (FILE_UNREADABLE).
absl::StatusOr<Header> ReadHeader(absl::Span<const absl::string_view> cells,
                                  ingestion::v1::FileKind kind,
                                  absl::Span<const Layout* const> declared);

}  // namespace creditproof::intake
