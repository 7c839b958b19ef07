#include "tools/creditproof/rejected_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

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

RejectedFile::RejectedFile(const DeliveredFile& file, std::string name,
                           base::Readers readers)
    : file_(file),
      name_(std::move(name)),
      readers_(readers),
      rows_([this](const intake::RawRow& raw) {
        if (raw.number < wanted_) return;
        found_.push_back({raw.number, raw.begin, raw.end,
                          std::string(raw.bytes), raw.too_long});
      }) {}

absl::Status RejectedFile::Begin() {
  ASSIGN_OR_RETURN(out_, base::FileWriter::Open(name_, readers_));
  const intake::Encoding encoding = file_.survey().encoding;
  if (encoding == intake::Encoding::kUtf8Bom) {
    RETURN_IF_ERROR(out_->Append(kUtf8Bom));
  }
  ASSIGN_OR_RETURN(const FoundRow header, Find(0));
  has_reasons_ = absl::StartsWith(
      header.bytes, intake::Encode(intake::kReasonColumn, encoding));
  return Write(intake::kReasonColumn, header);
}

absl::Status RejectedFile::Add(const RowVerdict& verdict) {
  if (out_ == nullptr) RETURN_IF_ERROR(Begin());
  ASSIGN_OR_RETURN(const FoundRow row, Find(verdict.row()));
  return Write(Quoted(ReasonText(verdict)), row);
}

absl::StatusOr<RejectedFile::FoundRow> RejectedFile::Find(std::int64_t number) {
  wanted_ = number;
  while (true) {
    while (!found_.empty() && found_.front().number < number) {
      found_.pop_front();
    }
    if (!found_.empty()) break;
    ASSIGN_OR_RETURN(const std::string piece, file_.Piece(next_piece_));
    ++next_piece_;
    if (piece.empty()) {
      rows_.Finish();
      break;
    }
    rows_.Feed(piece);
  }
  if (found_.empty() || found_.front().number != number) {
    return absl::DataLossError(absl::StrCat("ingestion answered for row ",
                                            number, ", which the file lacks"));
  }
  return found_.front();
}

absl::Status RejectedFile::Write(absl::string_view first_cell,
                                 const FoundRow& row) {
  RETURN_IF_ERROR(out_->Append(
      absl::StrCat(intake::Encode(first_cell, file_.survey().encoding), ",")));
  const absl::string_view rest =
      has_reasons_ ? WithoutFirstCell(row.bytes) : row.bytes;
  if (row.too_long) {
    RETURN_IF_ERROR(file_.ForEachPieceOf(
        row.begin + (row.bytes.size() - rest.size()), row.end,
        [this](absl::string_view part) { return out_->Append(part); }));
  } else {
    RETURN_IF_ERROR(out_->Append(rest));
  }
  return out_->Append("\r\n");
}

absl::Status RejectedFile::Finish() {
  if (out_ != nullptr) return out_->Commit();
  std::error_code ignored;  // it need not be there
  std::filesystem::remove(name_, ignored);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
