// A department's file on disk, as it is delivered. Read in pieces: memory does
// not grow with the file.
#pragma once

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/intake/raw_rows.h"

namespace creditproof::tool {

class DeliveredFile {
 public:
  using Visit = absl::FunctionRef<void(absl::string_view bytes)>;

  // Reads it once. Fails with NOT_FOUND or UNAVAILABLE, naming the file, and
  // with INVALID_ARGUMENT (FILE_UNREADABLE).
  static absl::StatusOr<DeliveredFile> Open(const std::string& path);

  const intake::Survey& survey() const { return survey_; }

  // How many bytes are sent.
  std::uint64_t size() const { return size_; }

  // The bytes as they stand.
  absl::Status ForEachPiece(Visit visit) const;

  // The bytes that are sent: classified rows are emptied.
  absl::Status ForEachSentPiece(Visit visit) const;

  // The bytes from `begin` to `end` as they stand.
  absl::StatusOr<std::string> Range(std::uint64_t begin,
                                    std::uint64_t end) const;

 private:
  DeliveredFile() = default;

  std::string path_;
  intake::Survey survey_{};
  std::uint64_t size_ = 0;
};

}  // namespace creditproof::tool
