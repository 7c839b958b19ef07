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

// The encoding of a whole file: BOM, else valid UTF-8, else GB 18030 (a
// superset of GBK). Fails with INVALID_ARGUMENT (FILE_UNREADABLE) for anything
// else, naming the first offending byte.
absl::StatusOr<Encoding> DetectEncoding(absl::string_view file);

// `text` (UTF-8) in `encoding`, without a BOM.
std::string Encode(absl::string_view text, Encoding encoding);

// Visits each row: number 0 is the header, then 1, 2, ...; `row` is its bytes in
// the file without BOM and line end.
void ForEachRawRow(
    absl::string_view file,
    const std::function<void(std::int64_t number, absl::string_view row)>& visit);

// `file` with every classified row (是否涉密 is 是) emptied but for that cell, so
// that rows keep their numbers; and the numbers of those rows.
struct Declassified {
  std::string file;
  std::vector<std::int64_t> rows;
};
absl::StatusOr<Declassified> DropClassifiedRows(absl::string_view file);

// The header of the column that FILE.rejected.csv puts first. Readers ignore
// the column.
inline constexpr absl::string_view kReasonColumn = "退回原因";

}  // namespace creditproof::intake
