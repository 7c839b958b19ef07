#include "libs/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::base {
namespace {

using std::filesystem::path;

// Of the call that failed last.
absl::Status FileError(absl::string_view act, const path& file) {
  const int error = errno;
  const std::string message =
      absl::StrCat("cannot ", act, " ", file.string(), ": ", strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

class Descriptor {
 public:
  Descriptor(const path& file, int flags)
      : descriptor_(open(file.c_str(), flags | O_CLOEXEC)) {}
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

// Likewise, but nobody is told that what he writes was not found.
absl::Status WriteError(absl::string_view act, const path& file) {
  return absl::UnavailableError(FileError(act, file).message());
}

bool WriteAll(int descriptor, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

path FolderOf(const path& file) {
  return file.has_parent_path() ? file.parent_path() : path(".");
}

// A name beside `file` that no other writer uses now.
path TemporaryBeside(const path& file) {
  static std::atomic<unsigned> count = 0;
  return absl::StrCat(file.string(), ".", getpid(), ".", ++count, ".tmp");
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const path& file, std::size_t most_bytes) {
  const Descriptor opened(file, O_RDONLY);
  if (!opened.is_open()) return FileError("open", file);
  std::string content;
  std::array<char, 1 << 16> block;
  for (;;) {
    const std::size_t left = most_bytes - content.size();
    const ssize_t count =
        read(opened.get(), block.data(), std::min(block.size(), left));
    if (count == 0) return content;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FileError("read", file);
    content.append(block.data(), static_cast<std::size_t>(count));
  }
}

absl::StatusOr<std::unique_ptr<FileWriter>> FileWriter::Open(const path& file,
                                                             Readers readers) {
  const path temporary = TemporaryBeside(file);
  const int descriptor =
      open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
           static_cast<mode_t>(readers));
  if (descriptor < 0) return WriteError("create", file);
  return std::unique_ptr<FileWriter>(
      new FileWriter(file, temporary, descriptor));
}

FileWriter::FileWriter(const path& file, const path& temporary, int descriptor)
    : file_(file), temporary_(temporary), descriptor_(descriptor) {}

FileWriter::~FileWriter() {
  close(descriptor_);
  if (!committed_) unlink(temporary_.c_str());
}

absl::Status FileWriter::Append(absl::string_view content) {
  return WriteAll(descriptor_, content) ? absl::OkStatus()
                                        : WriteError("write", file_);
}

absl::Status FileWriter::Commit() {
  if (fsync(descriptor_) != 0) return WriteError("sync", file_);
  if (rename(temporary_.c_str(), file_.c_str()) != 0) {
    return WriteError("replace", file_);
  }
  committed_ = true;
  const absl::Status synced = SyncFolder(FolderOf(file_));
  return synced.ok() ? synced : absl::UnavailableError(synced.message());
}

absl::Status WriteFile(const path& file, absl::string_view content,
                       Readers readers) {
  ASSIGN_OR_RETURN(const std::unique_ptr<FileWriter> writer,
                   FileWriter::Open(file, readers));
  RETURN_IF_ERROR(writer->Append(content));
  return writer->Commit();
}

absl::Status SyncFolder(const path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open() || fsync(opened.get()) != 0) {
    return FileError("sync", folder);
  }
  return absl::OkStatus();
}

absl::Status MoveFile(const path& file, const path& target) {
  {
    const Descriptor opened(file, O_RDONLY);
    if (!opened.is_open()) return FileError("open", file);
    if (fsync(opened.get()) != 0) return FileError("sync", file);
  }
  if (rename(file.c_str(), target.c_str()) != 0) return FileError("move", file);
  RETURN_IF_ERROR(SyncFolder(FolderOf(target)));
  return SyncFolder(FolderOf(file));
}

}  // namespace creditproof::base
