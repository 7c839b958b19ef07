// Book of what a power cut would take from real files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "libs/testing/temp_directory.h"

namespace creditproof::testing {

// Bytes written to a file after its last sync are lost, and so is every file
// created, renamed or deleted after the last sync of its directory. A deleted
// file that comes back is whole. Temporary directories only: old files are kept
// by hard links in one.
//
// Thread-safe: what the other functions note is noted within WhilePowered.
class DiskLedger {
 public:
  // Runs `act`, undivided by any cut, and returns true; or returns false when
  // the power is cut.
  bool WhilePowered(const std::function<void()>& act);

  // Puts the files back to what was synced. They are new files then: a handle
  // that is still open reaches the old ones.
  void CutPower();

  // `file` will be created, or be emptied.
  void Create(const std::filesystem::path& file);
  // `file`, which exists, will be appended to.
  void Append(const std::filesystem::path& file);
  void Rename(const std::filesystem::path& from,
              const std::filesystem::path& to);
  void Delete(const std::filesystem::path& file);
  void Sync(const std::filesystem::path& file);
  void SyncDirectory(const std::filesystem::path& directory);

 private:
  using Undo = std::function<void()>;

  // A second name of `file`, or nothing when there is no such file.
  std::filesystem::path KeepAside(const std::filesystem::path& file);
  void OnCut(const std::filesystem::path& file, Undo undo);

  std::mutex mutex_;
  bool powered_ = true;
  std::map<std::filesystem::path, std::uintmax_t> synced_bytes_;
  // In order, with the directory whose sync makes each unnecessary.
  std::vector<std::pair<std::filesystem::path, Undo>> undo_;
  TempDirectory aside_;
  int kept_ = 0;
};

}  // namespace creditproof::testing
