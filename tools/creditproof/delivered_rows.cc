#include "tools/creditproof/delivered_rows.h"

#include <utility>

#include "absl/time/clock.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/intake/intake.h"
#include "libs/receipt/rows_digest.h"

namespace creditproof::tool {

absl::StatusOr<std::string> RowsSha256(
    const DeliveredFile& file, ingestion::v1::FileKind kind,
    std::vector<record::v1::DeclaredKind> declared) {
  receipt::RowsDigest digest;
  intake::FileReader reader({.file_kind = kind,
                             .areas = {},
                             .today = base::ChinaDay(absl::Now()),
                             .declared = std::move(declared)},
                            [&](const intake::Row& row) {
                              if (row.excluded) {
                                digest.AddExcluded(row.number);
                              } else {
                                digest.Add(row.number, row.raw_sha256);
                              }
                            });
  // As `creditproof ingest` sends it.
  RETURN_IF_ERROR(file.ForEachSentPiece(
      [&](absl::string_view piece) { return reader.Feed(piece); }));
  RETURN_IF_ERROR(reader.Finish());
  return digest.Value();
}

}  // namespace creditproof::tool
