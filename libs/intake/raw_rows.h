// The rows of a department file as they stand: for the command line, which
// drops classified rows before sending and writes the file of rejected rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::intake {

// How the text of a file is written.
enum class Encoding { kUtf8, kUtf8Bom, kGb18030 };

absl::string_view EncodingName(Encoding encoding);

// `text` (UTF-8) in `encoding`, without a BOM.
std::string Encode(absl::string_view text, Encoding encoding);

// A row that goes out emptied, so that rows keep their numbers: it is
// classified (是否涉密 is 是), or says neither 是 nor 否 and so may be.
struct EmptiedRow {
  std::int64_t number;
  std::uint64_t begin;  // where it stands in the file
  std::uint64_t end;    // without its line end
  std::string instead;  // nothing but 是, or 不明
  bool unclear;         // says neither
};

// What is to be known of a file before it is sent.
struct Survey {
  // By its BOM, else as the first row with more than ASCII is written: UTF-8
  // where it is valid as such, else GB 18030 (a superset of GBK).
  Encoding encoding;
  std::int64_t rows;  // that FileReader will emit
  std::vector<EmptiedRow> emptied;
};

// Reads a file in pieces of any size; memory is bounded by the longest row
// allowed and by the rows that are emptied. Not thread-safe.
class Surveyor {
 public:
  Surveyor();
  ~Surveyor();

  void Feed(absl::string_view bytes);

  // Fails with INVALID_ARGUMENT (FILE_UNREADABLE) where no header can be read.
  absl::StatusOr<Survey> Finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Passes a file on as it is sent, with the rows emptied that its survey names.
class RowEmptier {
 public:
  // `survey` must outlive it. `out` gets the bytes in pieces.
  RowEmptier(const Survey& survey, std::function<void(absl::string_view)> out);

  void Feed(absl::string_view bytes);

 private:
  const std::vector<EmptiedRow>& emptied_;
  const std::function<void(absl::string_view)> out_;
  std::size_t next_ = 0;  // of emptied_
  std::uint64_t at_ = 0;  // how many bytes were fed
};

// The header of the column that FILE.rejected.csv puts first. Readers ignore
// the column.
inline constexpr absl::string_view kReasonColumn = "退回原因";

}  // namespace creditproof::intake
