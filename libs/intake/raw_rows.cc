#include "libs/intake/raw_rows.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/cell_text.h"
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
    const RowDecoder::Decoded decoded = decoder_->Decode(raw.bytes);
    valid_ = decoded.valid;
    splitter_.Split(decoded.text);
    return splitter_.cells();
  }

  // Whether the latest row was text in the file's encoding.
  bool valid() const { return valid_; }

  Encoding encoding() const { return decoder_->encoding(); }

 private:
  std::optional<RowDecoder> decoder_;
  CellSplitter splitter_;
  bool valid_ = false;
};

// A row with nothing in it but that it is classified, or that this is unclear.
std::string NothingBut(const SecrecyColumns& columns, absl::string_view said,
                       Encoding encoding) {
  std::string row(columns.columns - 1, ',');
  row.insert(columns.places.front(), Encode(said, encoding));
  return row;
}

bool AllEmpty(const std::vector<absl::string_view>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](absl::string_view cell) {
    return TrimBlanks(cell).empty();
  });
}

}  // namespace

class Surveyor::Impl {
 public:
  Impl() : rows_([this](const RawRow& raw) { Take(raw); }) {}

  void Feed(absl::string_view bytes) { rows_.Feed(bytes); }

  absl::StatusOr<Survey> Finish() {
    rows_.Finish();
    RETURN_IF_ERROR(error_);
    if (!columns_) return FileUnreadable("EMPTY", "文件是空的，没有表头");
    survey_.encoding = text_.encoding();
    return std::move(survey_);
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
    const auto& cells = text_.Cells(raw);
    if (text_.valid() && AllEmpty(cells)) return;
    ++survey_.rows;
    const Secrecy secrecy = SecrecyOf(cells, *columns_, ExtentOf(raw));
    if (secrecy == Secrecy::kOpen) return;
    const bool unclear = secrecy == Secrecy::kUnclear;
    survey_.emptied.push_back(
        {raw.number, raw.begin, raw.end,
         NothingBut(*columns_, unclear ? "不明" : "是", text_.encoding()),
         unclear});
  }

  RowSplitter rows_;
  RowText text_;
  absl::Status error_;
  std::optional<SecrecyColumns> columns_;
  Survey survey_{};
};

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

Surveyor::Surveyor() : impl_(std::make_unique<Impl>()) {}
Surveyor::~Surveyor() = default;

void Surveyor::Feed(absl::string_view bytes) { impl_->Feed(bytes); }

absl::StatusOr<Survey> Surveyor::Finish() { return impl_->Finish(); }

RowEmptier::RowEmptier(const Survey& survey,
                       std::function<void(absl::string_view)> out)
    : emptied_(survey.emptied), out_(std::move(out)) {}

void RowEmptier::Feed(absl::string_view bytes) {
  while (!bytes.empty()) {
    const bool is_last = next_ == emptied_.size();
    const bool inside = !is_last && at_ >= emptied_[next_].begin;
    std::size_t size = bytes.size();
    if (!is_last) {
      const EmptiedRow& row = emptied_[next_];
      size = static_cast<std::size_t>(
          std::min<std::uint64_t>(size, (inside ? row.end : row.begin) - at_));
    }
    at_ += size;
    if (!inside) {
      out_(bytes.substr(0, size));
    } else if (at_ == emptied_[next_].end) {
      out_(emptied_[next_++].instead);
    }
    bytes.remove_prefix(size);
  }
}

}  // namespace creditproof::intake
