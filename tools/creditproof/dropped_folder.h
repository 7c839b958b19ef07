// A folder into which a department's system drops files. The folder is its own
// record of what was done: a file lies in exactly one place at any moment, and
// every step is one rename on the same file system, synced.
//
//   DIR/NAME                          dropped, perhaps not yet complete
//   DIR/.creditproof-sync/taken/N/N   taken, being delivered, N its final name
//   DIR/done/N, DIR/rejected/N        delivered, with N.receipt and the like
//   DIR/.creditproof-sync/lock        held by the one process at work
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::tool {

// What may stand beside a delivered file, by what its name adds.
inline constexpr absl::string_view kReceiptSuffix = ".receipt";
inline constexpr absl::string_view kRejectedSuffix = ".rejected.csv";
inline constexpr absl::string_view kErrorSuffix = ".error.txt";

// How a sender says that a file is complete.
enum class Completeness {
  kByName,    // written under a temporary name and renamed
  kByMarker,  // an empty NAME.ok is put beside it
};

// Where a file goes in the end.
enum class Place { kDone, kRejected };

// Not thread-safe.
class DroppedFolder {
 public:
  // Makes what is missing and takes the lock. Fails with FAILED_PRECONDITION
  // when another process holds it, NOT_FOUND when there is no such folder,
  // UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<DroppedFolder>> Open(
      const std::filesystem::path& folder, Completeness completeness);
  ~DroppedFolder();
  DroppedFolder(const DroppedFolder&) = delete;
  DroppedFolder& operator=(const DroppedFolder&) = delete;

  // The names of complete files, in order. Fails with UNAVAILABLE.
  absl::StatusOr<std::vector<std::string>> Complete() const;

  // Takes a complete file: its sender can no longer reach it. Its final name is
  // its own unless that was used before, or is too long for what comes to lie
  // beside it; then `now` is put into it. Fails with NOT_FOUND, or UNAVAILABLE
  // when this file cannot be read.
  absl::Status Take(const std::string& name, absl::Time now);

  // The final names of the files that were taken and are not finished, also by
  // an earlier process, in order.
  absl::StatusOr<std::vector<std::string>> Taken() const;

  // Where a taken file lies. What comes of it is written beside it.
  std::filesystem::path TakenFile(const std::string& name) const;

  // Moves a taken file and what lies beside it; the file itself last, so that
  // whoever sees it sees its receipt.
  absl::Status Finish(const std::string& name, Place place);

 private:
  DroppedFolder(std::filesystem::path folder, Completeness completeness,
                int lock);
  bool IsComplete(const std::string& name) const;
  bool IsUsed(const std::string& final_name) const;
  std::string FinalName(const std::string& name, absl::Time now) const;
  // Of a process that was killed: a marker whose file was taken, the folder of
  // a file that was not taken yet or is finished.
  absl::Status Tidy();
  std::filesystem::path taken() const;

  const std::filesystem::path folder_;
  const Completeness completeness_;
  const int lock_;  // a descriptor
};

}  // namespace creditproof::tool
