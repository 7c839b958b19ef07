// The rows of a department file as they stand: for the command line, which
// drops classified rows before sending and writes the file of rejected rows.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::intake {

// How the text of a file is written.
enum class Encoding { kUtf8, kUtf8Bom, kGb18030 };

absl::string_view EncodingName(Encoding encoding);

// How FileReader reads the file: by its BOM, else as the first row with more
// than ASCII is written: UTF-8 where it is valid as such, else GB 18030 (a
// superset of GBK). Fails with INVALID_ARGUMENT (FILE_UNREADABLE) where no
// header can be read.
absl::StatusOr<Encoding> DetectEncoding(absl::string_view file);

// `text` (UTF-8) in `encoding`, without a BOM.
std::string Encode(absl::string_view text, Encoding encoding);

// Visits each row: number 0 is the header, then 1, 2, ... as FileReader counts
// them; `row` is its bytes in the file without BOM and line end. Empty lines
// count and are not visited.
void ForEachRawRow(absl::string_view file,
                   const std::function<void(std::int64_t number,
                                            absl::string_view row)>& visit);

// `file` with every classified row (是否涉密 is 是) emptied but for a 是, so
// that rows keep their numbers; and the numbers of those rows. A row whose cell
// says neither 是 nor 否 may be classified: it is emptied too, but for a 不明.
// Fails with INVALID_ARGUMENT (FILE_UNREADABLE) where no header can be read.
struct Declassified {
  std::string file;
  std::vector<std::int64_t> rows;          // all that were emptied
  std::vector<std::int64_t> unclear_rows;  // those of them that say neither
};
absl::StatusOr<Declassified> DropClassifiedRows(absl::string_view file);

// The header of the column that FILE.rejected.csv puts first. Readers ignore
// the column.
inline constexpr absl::string_view kReasonColumn = "退回原因";

}  // namespace creditproof::intake
