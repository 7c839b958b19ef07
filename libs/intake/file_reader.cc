#include <deque>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/declared_layout.h"
#include "libs/intake/encoding.h"
#include "libs/intake/file_error.h"
#include "libs/intake/first_row.h"
#include "libs/intake/header.h"
#include "libs/intake/intake.h"
#include "libs/intake/limits.h"
#include "libs/intake/row_reader.h"
#include "libs/intake/row_splitter.h"

namespace creditproof::intake {

class FileReader::Impl {
 public:
  Impl(Expectation expectation, std::function<void(Row)> emit)
      : expectation_(std::move(expectation)),
        emit_(std::move(emit)),
        rows_([this](const RawRow& raw) { Take(raw); }) {
    for (const record::v1::DeclaredKind& kind : expectation_.declared) {
      layouts_.push_back(&declared_.emplace_back(kind).layout());
    }
  }

  absl::Status Feed(absl::string_view bytes) {
    rows_.Feed(bytes);
    return error_;
  }

  absl::Status Finish() {
    rows_.Finish();
    if (error_.ok() && !reader_) {
      return FileUnreadable("EMPTY", "文件是空的，没有表头");
    }
    return error_;
  }

  FileKind file_kind() const {
    return reader_ ? header_->layout->file_kind
                   : FileKind::FILE_KIND_UNSPECIFIED;
  }

 private:
  void Take(const RawRow& raw) {
    if (!error_.ok()) return;
    if (!reader_) {
      error_ = TakeHeader(raw);
      return;
    }
    Row row;
    if (!reader_->Read(raw, row)) return;
    if (!row.excluded) TellFileNotes(row);
    emit_(std::move(row));
  }

  // Once: remarks about the file travel with a row.
  void TellFileNotes(Row& row) {
    std::vector<RowNote> notes = std::exchange(header_->notes, {});
    row.notes.insert(row.notes.begin(), notes.begin(), notes.end());
  }

  absl::Status TakeHeader(const RawRow& raw) {
    decoder_.emplace(rows_.had_bom());
    CellSplitter splitter;
    ASSIGN_OR_RETURN(const std::vector<absl::string_view> names,
                     SplitFirstRow(raw, *decoder_, splitter));
    ASSIGN_OR_RETURN(header_,
                     ReadHeader(names, expectation_.file_kind, layouts_));
    reader_.emplace(*header_, expectation_, *decoder_);
    return absl::OkStatus();
  }

  const Expectation expectation_;
  const std::function<void(Row)> emit_;
  std::deque<DeclaredLayout> declared_;  // where they are, they stay
  std::vector<const Layout*> layouts_;   // of these
  RowSplitter rows_;
  absl::Status error_;

  // Set once the header was read.
  std::optional<RowDecoder> decoder_;
  std::optional<Header> header_;
  std::optional<RowReader> reader_;
};

FileReader::FileReader(Expectation expectation, std::function<void(Row)> emit)
    : impl_(std::make_unique<Impl>(std::move(expectation), std::move(emit))) {}

FileReader::~FileReader() = default;

absl::Status FileReader::Feed(absl::string_view bytes) {
  return impl_->Feed(bytes);
}

absl::Status FileReader::Finish() { return impl_->Finish(); }

FileKind FileReader::file_kind() const { return impl_->file_kind(); }

}  // namespace creditproof::intake
