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
  std::vector<TableRow> elsewhere;  // see elsewhere.h; ascending by key
  std::int64_t rows = 0;            // in the file
  std::int64_t excluded = 0;        // of them, classified or of natural persons
  std::int64_t uncounted = 0;       // others that would not be recorded
  std::int64_t overruled = 0;       // withdrawn, or there again further down
  std::vector<UncountedRow> first_uncounted;  // at most 1000

  // A row that is uncounted, and why.
  void LeaveOut(std::int64_t number, std::vector<intake::RowNote> notes);
};

// Whether the keys of such a table begin with a day.
bool IsByDay(intake::FileKind file_kind);

// `expectation` as the platform says, and the `regions` that the source answers
// for, empty for everywhere. Fails with INVALID_ARGUMENT (FILE_UNREADABLE).
absl::StatusOr<SourceTable> ReadTable(absl::string_view file,
                                      absl::string_view source_id,
                                      const intake::Expectation& expectation,
                                      const std::vector<std::string>& regions);

// The rows with these numbers, finished as far as the table knows them;
// `numbers` ascending.
absl::StatusOr<std::vector<intake::Row>> ReadRows(
    absl::string_view file, absl::string_view source_id,
    const intake::Expectation& expectation,
    const std::vector<std::int64_t>& numbers);

}  // namespace creditproof::reconcile
