#include "libs/base/files.h"

#include <fcntl.h>
#include <unistd.h>

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
  Descriptor(const path& file, int flags, Readers readers = Readers::kAll)
      : descriptor_(open(file.c_str(), flags | O_CLOEXEC,
                         static_cast<mode_t>(readers))) {}
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

bool WriteAll(int descriptor, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

absl::Status WriteSynced(const path& file, absl::string_view content,
                         Readers readers) {
  const Descriptor opened(file, O_WRONLY | O_CREAT | O_TRUNC, readers);
  if (!opened.is_open()) return FileError("create", file);
  if (!WriteAll(opened.get(), content)) return FileError("write", file);
  if (fsync(opened.get()) != 0) return FileError("sync", file);
  return absl::OkStatus();
}

path FolderOf(const path& file) {
  return file.has_parent_path() ? file.parent_path() : path(".");
}

// A name beside `file` that no other writer uses now.
path TemporaryBeside(const path& file) {
  static std::atomic<unsigned> count = 0;
  return absl::StrCat(file.string(), ".", getpid(), ".", ++count, ".tmp");
}

absl::Status Replace(const path& temporary, const path& file,
                     absl::string_view content, Readers readers) {
  RETURN_IF_ERROR(WriteSynced(temporary, content, readers));
  if (rename(temporary.c_str(), file.c_str()) != 0) {
    return FileError("replace", file);
  }
  return SyncFolder(FolderOf(file));
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const path& file) {
  const Descriptor opened(file, O_RDONLY);
  if (!opened.is_open()) return FileError("open", file);
  std::string content;
  std::array<char, 1 << 16> block;
  for (;;) {
    const ssize_t count = read(opened.get(), block.data(), block.size());
    if (count == 0) return content;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FileError("read", file);
    content.append(block.data(), static_cast<std::size_t>(count));
  }
}

absl::Status WriteFile(const path& file, absl::string_view content,
                       Readers readers) {
  const path temporary = TemporaryBeside(file);
  const absl::Status status = Replace(temporary, file, content, readers);
  if (status.ok()) return status;
  unlink(temporary.c_str());
  return absl::UnavailableError(status.message());
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
