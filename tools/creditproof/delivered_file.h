// A department's file on disk, as it is delivered. Read in pieces: memory does
// not grow with the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/intake/raw_rows.h"

namespace creditproof::tool {

// Thread-safe.
class DeliveredFile {
 public:
  using Visit = absl::FunctionRef<absl::Status(absl::string_view bytes)>;

  // Reads it once. Fails with NOT_FOUND or FAILED_PRECONDITION, naming the
  // file, and with INVALID_ARGUMENT (FILE_UNREADABLE). Whatever is read later
  // is what was read then: once the file has changed all else fails with
  // ABORTED.
  static absl::StatusOr<DeliveredFile> Open(const std::string& path);

  const intake::Survey& survey() const { return survey_; }

  // How many bytes are sent.
  std::uint64_t size() const { return size_; }

  // The bytes that are sent: classified rows are emptied. An error of `visit`
  // ends it.
  absl::Status ForEachSentPiece(Visit visit) const;

  // The bytes from `begin` to `end` as they stand.
  absl::Status ForEachPieceOf(std::uint64_t begin, std::uint64_t end,
                              Visit visit) const;

  // The bytes as they stand, in pieces; nothing behind the last one.
  absl::StatusOr<std::string> Piece(std::size_t index) const;

 private:
  explicit DeliveredFile(const std::string& path) : path_(path) {}

  std::string path_;
  std::vector<std::string> sha256_;  // of each piece
  intake::Survey survey_{};
  std::uint64_t size_ = 0;
};

}  // namespace creditproof::tool
