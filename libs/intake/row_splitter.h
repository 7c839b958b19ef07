// Bytes into rows of CSV, in pieces of any size.
//
// Works on bytes before they are decoded: quotes, commas and line ends are
// below 0x30, and no byte below 0x30 is ever part of a longer character, in
// UTF-8 or in GB 18030 (whose trail bytes start at 0x30). So broken text cannot
// swallow a line end either.
//
// A quote that is never closed must not swallow the rows behind it: when a row
// of several lines comes to nothing, its lines are taken as rows of their own.
// Every byte is looked at a bounded number of times.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

namespace creditproof::intake {

struct RawRow {
  std::int64_t number;      // the header is 0
  std::uint64_t begin;      // where it stands in the file
  std::uint64_t end;        // without its line end
  absl::string_view bytes;  // of a row that is too long, only the beginning
  bool too_long;            // more than kMaxRowBytes
  std::string sha256;       // of the whole row; set only when too long
  bool torn;                // perhaps but a line of a row that is too long
};

class RowSplitter {
 public:
  // `emit` gets every row in order but empty lines, which are only counted.
  explicit RowSplitter(std::function<void(const RawRow&)> emit);

  void Feed(absl::string_view bytes);
  void Finish();

  // True when the file starts with the byte order mark of UTF-8, which is not
  // part of the first row. Known once a row was emitted.
  bool had_bom() const { return had_bom_; }

 private:
  enum class State { kCellStart, kPlain, kQuoted, kQuoteInQuoted };

  void FeedRows(absl::string_view bytes);
  bool Step(char byte);  // true at the end of the row
  absl::string_view Skip(absl::string_view bytes);
  void Overflow();
  void EndRow(absl::string_view row);
  bool HidesRows(absl::string_view row) const;
  void EmitLines(absl::string_view lines);
  void EmitRow(absl::string_view row);
  void EmitSkipped();
  void StartRow();

  const std::function<void(const RawRow&)> emit_;
  bool started_ = false;
  bool had_bom_ = false;

  std::string pending_;      // what came of the row so far
  std::uint64_t begin_ = 0;  // where the row stands in the file
  std::int64_t number_ = 0;

  State state_ = State::kCellStart;
  std::size_t cells_ = 1;
  bool several_lines_ = false;
  bool misplaced_quote_ = false;
  std::size_t header_cells_ = 0;

  // Behind the beginning of a row that is too long, until a row has as many
  // cells as the header: it may hold lines of that row.
  bool torn_ = false;

  // While the rest of a row that is too long is skipped.
  std::optional<crypto::Sha256Stream> skipped_;
  std::uint64_t skipped_bytes_ = 0;
  bool skipped_return_ = false;  // a trailing CR, not yet hashed
};

}  // namespace creditproof::intake
