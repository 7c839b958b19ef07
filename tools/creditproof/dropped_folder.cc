#include "tools/creditproof/dropped_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

using std::filesystem::path;

constexpr absl::string_view kMarkerSuffix = ".ok";

// The file itself last: see Finish.
constexpr std::array<absl::string_view, 4> kSuffixes = {
    kReceiptSuffix, kRejectedSuffix, kErrorSuffix, ""};

// A name of 255 bytes is the longest; what lies beside a file adds to its name,
// and so does what is written before it is whole.
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxExtensionBytes = 16;
constexpr std::size_t kMaxStemBytes = 150;

// Not within a character of UTF-8.
std::string Shortened(std::string stem) {
  if (stem.size() <= kMaxStemBytes) return stem;
  std::size_t size = kMaxStemBytes;
  while (size > 0 && (stem[size] & 0xC0) == 0x80) --size;
  stem.resize(size);
  return stem;
}

absl::Status FolderError(absl::string_view act, const path& folder,
                         const std::error_code& error) {
  return absl::UnavailableError(absl::StrCat(
      "cannot ", act, " ", folder.string(), ": ", error.message()));
}

// The names of what is in `folder`, in order.
absl::StatusOr<std::vector<std::string>> NamesIn(const path& folder) {
  std::error_code error;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(folder, error), end;
       !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) return FolderError("list", folder, error);
  std::sort(names.begin(), names.end());
  return names;
}

absl::Status MakeFolder(const path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  return error ? FolderError("make", folder, error) : absl::OkStatus();
}

// A symbolic link is none: whoever may drop files must not make us read others.
bool IsFile(const path& file) {
  std::error_code ignored;  // no file then
  return std::filesystem::is_regular_file(
      std::filesystem::symlink_status(file, ignored));
}

bool IsTemporary(absl::string_view name) {
  return absl::StartsWith(name, ".") || absl::EndsWith(name, "~") ||
         absl::EndsWithIgnoreCase(name, ".tmp") ||
         absl::EndsWithIgnoreCase(name, ".part") ||
         absl::EndsWithIgnoreCase(name, ".filepart");
}

// Returns a descriptor; closing it gives the lock back, and so does any end of
// the process.
absl::StatusOr<int> Lock(const path& file) {
  const int lock = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  const std::error_code error(errno, std::generic_category());
  if (lock >= 0) close(lock);
  if (error.value() != EWOULDBLOCK) return FolderError("lock", file, error);
  return absl::FailedPreconditionError(absl::StrCat(
      "已有另一个 sync 在处理这个文件夹 another sync is at work on ",
      file.parent_path().parent_path().string()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<DroppedFolder>> DroppedFolder::Open(
    const path& folder, Completeness completeness) {
  std::error_code ignored;  // no folder then
  if (!std::filesystem::is_directory(folder, ignored)) {
    return absl::NotFoundError(
        absl::StrCat("没有这个文件夹 no such folder: ", folder.string()));
  }
  const path own = folder / ".creditproof-sync";
  for (const path& made :
       {own / "taken", folder / "done", folder / "rejected"}) {
    RETURN_IF_ERROR(MakeFolder(made));
  }
  ASSIGN_OR_RETURN(const int lock, Lock(own / "lock"));
  std::unique_ptr<DroppedFolder> opened(
      new DroppedFolder(folder, completeness, lock));
  RETURN_IF_ERROR(opened->Tidy());
  return opened;
}

DroppedFolder::DroppedFolder(path folder, Completeness completeness, int lock)
    : folder_(std::move(folder)), completeness_(completeness), lock_(lock) {}

DroppedFolder::~DroppedFolder() { close(lock_); }

path DroppedFolder::taken() const {
  return folder_ / ".creditproof-sync" / "taken";
}

path DroppedFolder::TakenFile(const std::string& name) const {
  return taken() / name / name;
}

absl::Status DroppedFolder::Tidy() {
  ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(folder_));
  for (const std::string& name : names) {
    absl::string_view file = name;
    if (!absl::ConsumeSuffix(&file, kMarkerSuffix)) continue;
    if (!IsFile(folder_ / std::string(file))) unlink((folder_ / name).c_str());
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> kept, NamesIn(taken()));
  for (const std::string& name : kept) {
    std::error_code ignored;  // it is only in the way of a name
    if (!IsFile(TakenFile(name))) {
      std::filesystem::remove_all(taken() / name, ignored);
    }
  }
  return absl::OkStatus();
}

bool DroppedFolder::IsComplete(const std::string& name) const {
  if (IsTemporary(name) || absl::EndsWith(name, kMarkerSuffix)) return false;
  if (!IsFile(folder_ / name)) return false;
  return completeness_ == Completeness::kByName ||
         IsFile(folder_ / absl::StrCat(name, kMarkerSuffix));
}

absl::StatusOr<std::vector<std::string>> DroppedFolder::Complete() const {
  ASSIGN_OR_RETURN(std::vector<std::string> names, NamesIn(folder_));
  std::erase_if(names,
                [this](const std::string& name) { return !IsComplete(name); });
  return names;
}

bool DroppedFolder::IsUsed(const std::string& final_name) const {
  std::error_code ignored;  // not there then
  return std::any_of(
      kSuffixes.begin(), kSuffixes.end(), [&](absl::string_view suffix) {
        const std::string name = absl::StrCat(final_name, suffix);
        const bool beside_one =
            !suffix.empty() && absl::EndsWith(final_name, suffix) &&
            std::filesystem::exists(
                taken() / std::string(absl::StripSuffix(final_name, suffix)),
                ignored);
        return beside_one || std::filesystem::exists(taken() / name, ignored) ||
               std::filesystem::exists(folder_ / "done" / name, ignored) ||
               std::filesystem::exists(folder_ / "rejected" / name, ignored);
      });
}

std::string DroppedFolder::FinalName(const std::string& name,
                                     absl::Time now) const {
  if (name.size() <= kMaxNameBytes && !IsUsed(name)) return name;
  const path parts(name);
  std::string extension = parts.extension().string();
  if (extension.size() > kMaxExtensionBytes) extension.clear();
  const std::string stamped =
      absl::StrCat(Shortened(parts.stem().string()), ".",
                   absl::FormatTime("%Y%m%dT%H%M%S", now, base::ChinaTime()));
  std::string final_name = stamped + extension;
  for (int i = 2; IsUsed(final_name); ++i) {
    final_name = absl::StrCat(stamped, "-", i, extension);
  }
  return final_name;
}

absl::Status DroppedFolder::Take(const std::string& name, absl::Time now) {
  const path target = TakenFile(FinalName(name, now));
  RETURN_IF_ERROR(MakeFolder(target.parent_path()));
  RETURN_IF_ERROR(base::SyncFolder(taken()));
  const absl::Status moved = base::MoveFile(folder_ / name, target);
  if (!moved.ok()) {
    std::error_code ignored;  // it is only in the way of the name
    std::filesystem::remove(target.parent_path(), ignored);
    return moved;
  }
  unlink((folder_ / absl::StrCat(name, kMarkerSuffix)).c_str());
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> DroppedFolder::Taken() const {
  ASSIGN_OR_RETURN(std::vector<std::string> names, NamesIn(taken()));
  std::erase_if(names, [this](const std::string& name) {
    return !IsFile(TakenFile(name));
  });
  return names;
}

absl::Status DroppedFolder::Finish(const std::string& name, Place place) {
  const path target = folder_ / (place == Place::kDone ? "done" : "rejected");
  const path file = TakenFile(name);
  for (const absl::string_view suffix : kSuffixes) {
    const path moved = absl::StrCat(file.string(), suffix);
    if (!IsFile(moved)) continue;
    RETURN_IF_ERROR(base::MoveFile(moved, target / moved.filename()));
  }
  // What a killed process was writing lies there still.
  std::error_code ignored;  // an empty folder too many does no harm
  std::filesystem::remove_all(file.parent_path(), ignored);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
