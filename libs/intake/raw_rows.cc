#include "libs/intake/raw_rows.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <optional>

#include "libs/base/status_macros.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/encoding.h"
#include "libs/intake/file_error.h"
#include "libs/intake/first_row.h"
#include "libs/intake/row_splitter.h"
#include "libs/intake/secrecy.h"

namespace creditproof::intake {
namespace {

// Rows as text, for those who look at a whole file.
class RowText {
 public:
  // `had_bom`: of the file. Fails as SplitFirstRow does.
  absl::StatusOr<std::vector<absl::string_view>> Header(const RawRow& raw,
                                                        bool had_bom) {
    decoder_.emplace(had_bom);
    return SplitFirstRow(raw, *decoder_, splitter_);
  }

  const std::vector<absl::string_view>& Cells(const RawRow& raw) {
    splitter_.Split(decoder_->Decode(raw.bytes).text);
    return splitter_.cells();
  }

  Encoding encoding() const { return decoder_->encoding(); }

 private:
  std::optional<RowDecoder> decoder_;
  CellSplitter splitter_;
};

// A row with nothing in it but that it is classified, or that this is unclear.
std::string EmptiedRow(const SecrecyColumns& columns, absl::string_view said,
                       Encoding encoding) {
  std::string row(columns.columns - 1, ',');
  row.insert(columns.places.front(), Encode(said, encoding));
  return row;
}

// Copies a file, emptying its classified rows and those that may be.
class Declassifier {
 public:
  explicit Declassifier(absl::string_view file)
      : file_(file), rows_([this](const RawRow& raw) { Take(raw); }) {}

  absl::StatusOr<Declassified> Run() {
    rows_.Feed(file_);
    rows_.Finish();
    RETURN_IF_ERROR(error_);
    if (!columns_) return FileUnreadable("EMPTY", "文件是空的，没有表头");
    const absl::string_view rest = file_.substr(copied_);
    result_.file.append(rest.data(), rest.size());
    return std::move(result_);
  }

 private:
  void Take(const RawRow& raw) {
    if (!error_.ok()) return;
    if (!columns_) {
      const auto header = text_.Header(raw, rows_.had_bom());
      error_ = header.status();
      if (header.ok()) columns_ = FindSecrecyColumns(*header);
      return;
    }
    const Secrecy secrecy = SecrecyOf(text_.Cells(raw), *columns_);
    if (secrecy == Secrecy::kOpen) return;
    const bool unclear = secrecy == Secrecy::kUnclear;
    const absl::string_view before = file_.substr(copied_, raw.begin - copied_);
    result_.file.append(before.data(), before.size());
    result_.file +=
        EmptiedRow(*columns_, unclear ? "不明" : "是", text_.encoding());
    result_.rows.push_back(raw.number);
    if (unclear) result_.unclear_rows.push_back(raw.number);
    copied_ = raw.end;
  }

  const absl::string_view file_;
  RowSplitter rows_;
  RowText text_;
  absl::Status error_;
  std::optional<SecrecyColumns> columns_;
  Declassified result_;
  std::uint64_t copied_ = 0;
};

}  // namespace

absl::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf8Bom:
      return "UTF-8 (BOM)";
    case Encoding::kGb18030:
      return "GB 18030";
  }
  return "";
}

absl::StatusOr<Encoding> DetectEncoding(absl::string_view file) {
  RowText text;
  absl::Status status = FileUnreadable("EMPTY", "文件是空的，没有表头");
  RowSplitter* splitter = nullptr;
  RowSplitter rows([&](const RawRow& raw) {
    if (raw.number == 0) {
      status = text.Header(raw, splitter->had_bom()).status();
    } else if (status.ok()) {
      text.Cells(raw);
    }
  });
  splitter = &rows;
  rows.Feed(file);
  rows.Finish();
  RETURN_IF_ERROR(status);
  return text.encoding();
}

std::string Encode(absl::string_view text, Encoding encoding) {
  if (encoding != Encoding::kGb18030) return std::string(text);
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      {text.data(), static_cast<std::int32_t>(text.size())});
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("gb18030", &error);
  std::string bytes(text.size() * 2 + 8, '\0');
  const std::int32_t size = ucnv_fromUChars(
      converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
      units.getBuffer(), units.length(), &error);
  ucnv_close(converter);
  bytes.resize(U_SUCCESS(error) ? static_cast<std::size_t>(size) : 0);
  return bytes;
}

void ForEachRawRow(absl::string_view file,
                   const std::function<void(std::int64_t number,
                                            absl::string_view row)>& visit) {
  RowSplitter rows([&](const RawRow& raw) {
    visit(raw.number, file.substr(raw.begin, raw.end - raw.begin));
  });
  rows.Feed(file);
  rows.Finish();
}

absl::StatusOr<Declassified> DropClassifiedRows(absl::string_view file) {
  return Declassifier(file).Run();
}

}  // namespace creditproof::intake
