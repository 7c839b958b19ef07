#include "tools/creditproof/rejected_file.h"

#include <cstdint>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/status_macros.h"
#include "libs/intake/raw_rows.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::RowNote;
using ingestion::v1::RowVerdict;

constexpr absl::string_view kUtf8Bom = "\xEF\xBB\xBF";

std::string Quoted(absl::string_view text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

// `row` behind its first cell and comma. Neither comma nor quote occurs inside
// a character of UTF-8, GBK or GB 18030.
absl::string_view WithoutFirstCell(absl::string_view row) {
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '"') quoted = !quoted;
    if (row[i] == ',' && !quoted) return row.substr(i + 1);
  }
  return "";
}

}  // namespace

std::string ReasonText(const RowVerdict& verdict) {
  std::string text;
  for (const RowNote& note : verdict.notes()) {
    absl::StrAppend(&text, text.empty() ? "" : "；", note.column(),
                    note.column().empty() ? "" : "：", note.message());
  }
  return text;
}

absl::StatusOr<std::string> RejectedFile(absl::string_view file,
                                         const std::vector<RowVerdict>& bad) {
  ASSIGN_OR_RETURN(const intake::Encoding encoding,
                   intake::DetectEncoding(file));
  std::map<std::int64_t, std::string> first_cells = {
      {0, std::string(intake::kReasonColumn)}};
  for (const RowVerdict& verdict : bad) {
    first_cells[verdict.row()] = Quoted(ReasonText(verdict));
  }
  const std::string reason_column =
      intake::Encode(intake::kReasonColumn, encoding);

  std::string out(encoding == intake::Encoding::kUtf8Bom ? kUtf8Bom : "");
  bool has_reasons = false;
  intake::ForEachRawRow(file, [&](std::int64_t number, absl::string_view row) {
    if (number == 0) has_reasons = absl::StartsWith(row, reason_column);
    const auto first_cell = first_cells.find(number);
    if (first_cell == first_cells.end()) return;
    absl::StrAppend(&out, intake::Encode(first_cell->second, encoding), ",",
                    has_reasons ? WithoutFirstCell(row) : row, "\r\n");
  });
  return out;
}

}  // namespace creditproof::tool
