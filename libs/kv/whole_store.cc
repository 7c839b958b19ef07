#include "libs/kv/whole_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <memory>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::kv {
namespace {

using std::filesystem::path;

// Of every RocksDB directory.
constexpr char kCurrentFile[] = "CURRENT";

absl::Status ToStatus(absl::string_view act, const path& where,
                      const std::error_code& error) {
  if (!error) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kUnavailable, base::Reason::REASON_STORE_UNAVAILABLE,
      absl::StrCat("cannot ", act, " ", where.string(), ": ", error.message()));
}

absl::Status Remove(const path& directory) {
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  return ToStatus("remove", directory, error);
}

// Held until it is destroyed, or the process has ended however.
class Lock {
 public:
  Lock() = default;
  ~Lock() {
    if (file_ >= 0) close(file_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  absl::Status Take(const path& file) {
    file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ >= 0 && flock(file_, LOCK_EX | LOCK_NB) == 0) {
      return absl::OkStatus();
    }
    return ToStatus("lock", file, {errno, std::generic_category()});
  }

 private:
  int file_ = -1;
};

bool IsStore(const path& directory, std::error_code& error) {
  return std::filesystem::exists(directory / kCurrentFile, error);
}

absl::Status Fill(const path& directory,
                  const std::vector<FamilySpec>& families,
                  absl::FunctionRef<absl::Status(Store&)> fill) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Store> store,
                   Store::Open(directory, families));
  RETURN_IF_ERROR(fill(*store));
  return store->Sync();
}

}  // namespace

absl::Status MakeWhole(const path& directory,
                       const std::vector<FamilySpec>& families,
                       absl::FunctionRef<absl::Status(Store&)> fill) {
  std::error_code error;
  if (IsStore(directory, error)) return absl::OkStatus();
  RETURN_IF_ERROR(ToStatus("look into", directory, error));

  const path place =
      directory.has_filename() ? directory : directory.parent_path();
  path part = place;
  part += ".part";
  std::filesystem::create_directories(place.parent_path(), error);
  RETURN_IF_ERROR(ToStatus("make", place.parent_path(), error));
  path lock_file = place;
  lock_file += ".lock";
  Lock lock;
  RETURN_IF_ERROR(lock.Take(lock_file));
  if (IsStore(directory, error)) return absl::OkStatus();  // made meanwhile
  RETURN_IF_ERROR(Remove(part));
  RETURN_IF_ERROR(Fill(part, families, fill));
  std::filesystem::rename(part, place, error);
  RETURN_IF_ERROR(ToStatus("rename", part, error));
  return base::SyncFolder(place.parent_path());
}

}  // namespace creditproof::kv
