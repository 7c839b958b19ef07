// A source's own table from its file, read as ingestion would read it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/intake/intake.h"
#include "libs/reconcile/table.h"

namespace creditproof::reconcile {

// A row that is no part of the table: ingestion would not record it.
struct UncountedRow {
  std::int64_t number;
  std::vector<intake::RowNote> notes;  // why
};

struct SourceTable {
  intake::FileKind file_kind{};
  Table table;
  std::int64_t rows = 0;       // in the file
  std::int64_t uncounted = 0;  // of them, not recorded for their content
  std::int64_t overruled = 0;  // withdrawn, or there again further down
  std::vector<UncountedRow> first_uncounted;  // at most 1000
};

// Whether the keys of such a table begin with a day.
bool IsByDay(intake::FileKind file_kind);

// `expectation` as the platform says. Fails with INVALID_ARGUMENT
// (FILE_UNREADABLE).
absl::StatusOr<SourceTable> ReadTable(absl::string_view file,
                                      absl::string_view source_id,
                                      const intake::Expectation& expectation);

// The rows with these numbers, finished as far as the table knows them;
// `numbers` ascending.
absl::StatusOr<std::vector<intake::Row>> ReadRows(
    absl::string_view file, absl::string_view source_id,
    const intake::Expectation& expectation,
    const std::vector<std::int64_t>& numbers);

}  // namespace creditproof::reconcile
