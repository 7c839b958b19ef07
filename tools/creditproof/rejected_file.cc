#include "tools/creditproof/rejected_file.h"

#include <cstdint>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/status_macros.h"
#include "libs/intake/raw_rows.h"
#include "libs/intake/row_splitter.h"

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

absl::StatusOr<std::string> WholeRow(const DeliveredFile& file,
                                     const intake::RawRow& raw) {
  if (raw.too_long) return file.Range(raw.begin, raw.end);
  return std::string(raw.bytes);
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

absl::StatusOr<std::string> RejectedFile(const DeliveredFile& file,
                                         const std::vector<RowVerdict>& bad) {
  const intake::Encoding encoding = file.survey().encoding;
  std::map<std::int64_t, std::string> first_cells = {
      {0, std::string(intake::kReasonColumn)}};
  for (const RowVerdict& verdict : bad) {
    first_cells[verdict.row()] = Quoted(ReasonText(verdict));
  }
  const std::string reason_column =
      intake::Encode(intake::kReasonColumn, encoding);

  std::string out(encoding == intake::Encoding::kUtf8Bom ? kUtf8Bom : "");
  bool has_reasons = false;
  absl::Status status;
  intake::RowSplitter rows([&](const intake::RawRow& raw) {
    const auto first_cell = first_cells.find(raw.number);
    if (first_cell == first_cells.end()) return;
    const auto whole = WholeRow(file, raw);
    if (!whole.ok()) status = whole.status();
    absl::string_view row;
    if (whole.ok()) row = *whole;
    if (raw.number == 0) has_reasons = absl::StartsWith(row, reason_column);
    absl::StrAppend(&out, intake::Encode(first_cell->second, encoding), ",",
                    has_reasons ? WithoutFirstCell(row) : row, "\r\n");
  });
  RETURN_IF_ERROR(
      file.ForEachPiece([&](absl::string_view bytes) { rows.Feed(bytes); }));
  rows.Finish();
  RETURN_IF_ERROR(status);
  return out;
}

}  // namespace creditproof::tool
