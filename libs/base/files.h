// Whole files in and out of memory: keys, policies, small documents.
#pragma once

#include <filesystem>
#include <limits>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::base {

// The whole file, or its first `most_bytes`. Fails with NOT_FOUND or
// UNAVAILABLE, naming the file.
absl::StatusOr<std::string> ReadFile(
    const std::filesystem::path& file,
    std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

// Who may read a file, as far as the umask allows.
enum class Readers : unsigned { kAll = 0666, kGroup = 0640, kOwner = 0600 };

// Replaces a file as a whole: written beside it bit by bit, then synced and
// renamed. Not thread-safe. All fail with UNAVAILABLE, naming the file.
class FileWriter {
 public:
  static absl::StatusOr<std::unique_ptr<FileWriter>> Open(
      const std::filesystem::path& file, Readers readers = Readers::kAll);
  // Leaves the file as it was unless all was committed.
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  absl::Status Append(absl::string_view content);
  absl::Status Commit();  // nothing may be appended after

 private:
  FileWriter(const std::filesystem::path& file,
             const std::filesystem::path& temporary, int descriptor);

  const std::filesystem::path file_;
  const std::filesystem::path temporary_;
  const int descriptor_;
  bool committed_ = false;
};

// Replaces `file` likewise.
absl::Status WriteFile(const std::filesystem::path& file,
                       absl::string_view content,
                       Readers readers = Readers::kAll);

// What was made, renamed or removed in `folder` is so after a power cut as
// well. Fails with UNAVAILABLE, naming the folder.
absl::Status SyncFolder(const std::filesystem::path& folder);

// Moves `file` within its file system, content and both folders synced. What
// `target` was is replaced. Fails with NOT_FOUND or UNAVAILABLE, naming the
// file.
absl::Status MoveFile(const std::filesystem::path& file,
                      const std::filesystem::path& target);

}  // namespace creditproof::base
