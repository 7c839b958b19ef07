// FILE.rejected.csv: the rows that were not taken, each with the reason in a
// first column and otherwise untouched, so that it can be mended and delivered
// again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/base/files.h"
#include "libs/intake/row_splitter.h"
#include "tools/creditproof/delivered_file.h"

namespace creditproof::tool {

// The reasons of one row in one line: `列：原因；列：原因`.
std::string ReasonText(const ingestion::v1::RowVerdict& verdict);

// Writes it while the answers come: memory does not grow with the rows. In the
// encoding of the delivered file; a reason column that this has in front
// already, having been such a file, is replaced. Not thread-safe.
class RejectedFile {
 public:
  // `file` must outlive it. Rows hold identity numbers: see `readers`.
  RejectedFile(const DeliveredFile& file, std::string name,
               base::Readers readers);

  // The next row that was not taken, in order of number. Fails with ABORTED
  // when the delivered file has changed, and UNAVAILABLE.
  absl::Status Add(const ingestion::v1::RowVerdict& verdict);

  // After the last. Where there was none, no such file is there afterwards.
  absl::Status Finish();

 private:
  struct FoundRow {
    std::int64_t number;
    std::uint64_t begin;
    std::uint64_t end;
    std::string bytes;
    bool too_long;
  };

  absl::Status Begin();
  absl::StatusOr<FoundRow> Find(std::int64_t number);
  absl::Status Write(absl::string_view first_cell, const FoundRow& row);

  const DeliveredFile& file_;
  const std::string name_;
  const base::Readers readers_;
  std::unique_ptr<base::FileWriter> out_;  // from the first row on

  std::size_t next_piece_ = 0;
  std::int64_t wanted_ = 0;     // no row before is asked for any more
  std::deque<FoundRow> found_;  // of the pieces read so far, wanted or later
  bool has_reasons_ = false;
  intake::RowSplitter rows_;
};

}  // namespace creditproof::tool
