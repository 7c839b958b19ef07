#include "libs/intake/row_splitter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/intake/cell_splitter.h"
#include "libs/intake/limits.h"

namespace creditproof::intake {
namespace {

constexpr absl::string_view kBom = "\xEF\xBB\xBF";
constexpr std::size_t kMaxPending = kMaxRowBytes + 2;  // and CR LF

}  // namespace

RowSplitter::RowSplitter(std::function<void(const RawRow&)> emit)
    : emit_(std::move(emit)) {}

void RowSplitter::Feed(absl::string_view bytes) {
  if (started_) return FeedRows(bytes);
  pending_.append(bytes.data(), bytes.size());
  if (pending_.size() < kBom.size() && absl::StartsWith(kBom, pending_)) return;

  started_ = true;
  const std::string start = std::exchange(pending_, "");
  had_bom_ = absl::StartsWith(start, kBom);
  if (had_bom_) begin_ = kBom.size();
  FeedRows(had_bom_ ? absl::string_view(start).substr(kBom.size())
                    : absl::string_view(start));
}

void RowSplitter::FeedRows(absl::string_view bytes) {
  while (!bytes.empty()) {
    if (skipped_) {
      bytes = Skip(bytes);
      continue;
    }
    const std::size_t room = kMaxPending - pending_.size();
    const absl::string_view window = bytes.substr(0, room);
    const auto end = std::find_if(window.begin(), window.end(),
                                  [this](char byte) { return Step(byte); });
    const auto taken = static_cast<std::size_t>(end - window.begin());
    if (end == window.end()) {
      pending_.append(window.data(), window.size());
      bytes.remove_prefix(taken);
      if (pending_.size() == kMaxPending) Overflow();
      continue;
    }
    if (pending_.empty()) {
      EndRow(window.substr(0, taken));
    } else {
      pending_.append(window.data(), taken);
      EndRow(std::exchange(pending_, ""));
    }
    ++begin_;  // the line feed
    bytes.remove_prefix(taken + 1);
  }
}

bool RowSplitter::Step(char byte) {
  if (byte == '\n') {
    if (state_ != State::kQuoted) return true;
    several_lines_ = true;
    return false;
  }
  if (byte == '"') {
    switch (state_) {
      case State::kCellStart:
      case State::kQuoteInQuoted:
        state_ = State::kQuoted;
        return false;
      case State::kQuoted:
        state_ = State::kQuoteInQuoted;
        return false;
      case State::kPlain:
        misplaced_quote_ = true;
        return false;
    }
  }
  if (state_ == State::kQuoted) return false;
  if (byte == ',') {
    ++cells_;
    state_ = State::kCellStart;
    return false;
  }
  if (state_ == State::kQuoteInQuoted && byte != '\r') misplaced_quote_ = true;
  state_ = State::kPlain;
  return false;
}

void RowSplitter::Overflow() {
  const std::size_t last = pending_.rfind('\n');
  if (last != std::string::npos) {
    const std::string row = std::exchange(pending_, "");
    torn_ = true;
    EmitLines(absl::string_view(row).substr(0, last));
    ++begin_;  // the line feed
    return FeedRows(absl::string_view(row).substr(last + 1));
  }
  skipped_.emplace();
  skipped_bytes_ = pending_.size();
  skipped_return_ = pending_.back() == '\r';
  skipped_->Update(absl::StripSuffix(pending_, "\r"));
}

absl::string_view RowSplitter::Skip(absl::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  absl::string_view part = bytes.substr(0, end);
  if (!part.empty()) {
    if (skipped_return_) skipped_->Update("\r");
    skipped_bytes_ += part.size();
    skipped_return_ = absl::ConsumeSuffix(&part, "\r");
    skipped_->Update(part);
  }
  if (end == absl::string_view::npos) return "";
  EmitSkipped();
  ++begin_;  // the line feed
  return bytes.substr(end + 1);
}

void RowSplitter::EmitSkipped() {
  const std::uint64_t returns = skipped_return_ ? 1 : 0;
  emit_({number_++, begin_, begin_ + skipped_bytes_ - returns,
         absl::string_view(pending_).substr(0, kMaxRowBytes), true,
         skipped_->Finish(), torn_});
  torn_ = true;
  begin_ += skipped_bytes_;
  skipped_.reset();
  pending_.clear();
  StartRow();
}

// `row` is followed by a line feed or the end of the file.
void RowSplitter::EndRow(absl::string_view row) {
  if (several_lines_ && HidesRows(row)) return EmitLines(row);
  if (header_cells_ == 0 && !row.empty()) header_cells_ = cells_;
  if (cells_ == header_cells_) torn_ = false;
  EmitRow(row);
}

bool RowSplitter::HidesRows(absl::string_view row) const {
  if (state_ == State::kQuoted) return true;
  if (!misplaced_quote_ && cells_ == header_cells_) return false;
  CellSplitter splitter;
  for (std::size_t at = row.find('\n'); at != absl::string_view::npos;
       at = row.find('\n', at + 1)) {
    const absl::string_view rest = row.substr(at + 1);
    splitter.Split(absl::StripSuffix(rest.substr(0, rest.find('\n')), "\r"));
    if (splitter.fault() == CellSplitter::Fault::kNone &&
        splitter.cells().size() == header_cells_) {
      return true;
    }
  }
  return false;
}

void RowSplitter::EmitLines(absl::string_view lines) {
  while (true) {
    const std::size_t end = lines.find('\n');
    EmitRow(lines.substr(0, end));
    if (end == absl::string_view::npos) return;
    lines.remove_prefix(end + 1);
    ++begin_;  // the line feed
  }
}

void RowSplitter::EmitRow(absl::string_view row) {
  const absl::string_view text = absl::StripSuffix(row, "\r");
  const bool counts = number_ > 0 || !text.empty();  // not above the header
  if (!text.empty()) {
    const bool too_long = text.size() > kMaxRowBytes;
    emit_({number_, begin_, begin_ + text.size(), text.substr(0, kMaxRowBytes),
           too_long, too_long ? crypto::Sha256(text) : std::string(), torn_});
  }
  if (counts) ++number_;
  begin_ += row.size();
  StartRow();
}

void RowSplitter::StartRow() {
  state_ = State::kCellStart;
  cells_ = 1;
  several_lines_ = false;
  misplaced_quote_ = false;
}

void RowSplitter::Finish() {
  if (!started_) {  // a file shorter than a byte order mark
    started_ = true;
    FeedRows(std::exchange(pending_, ""));
  }
  if (skipped_) return EmitSkipped();
  if (!pending_.empty()) EndRow(std::exchange(pending_, ""));
}

}  // namespace creditproof::intake
