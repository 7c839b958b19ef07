// The objects of a file in our shape, found through its cross-reference tables.
// Not a PDF parser: it finds entries by the bytes that our writer gives them,
// and takes nothing for granted.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/object_table.h"

namespace creditproof::report {

// Views into the file, which must outlive it. Every failure is
// INVALID_ARGUMENT: the file is not in our shape, or reading it takes more than
// any file of ours does (32 MiB looked at, inflated or kept in all). Use from
// one thread.
class FileObjects {
 public:
  static absl::StatusOr<FileObjects> Find(absl::string_view pdf);

  // Of the start of a file, which has no tables yet. Offsets as below.
  static FileObjects At(absl::string_view start,
                        std::vector<std::size_t> offsets) {
    return FileObjects(start, {std::move(offsets), 0});
  }

  // Objects are numbered from 1 to this.
  int count() const { return static_cast<int>(table_.starts.size()); }

  // The object that leads to all that is shown; 0 where the file names none.
  int catalogue() const { return table_.catalogue; }

  // Where object `number` starts; 0 for none.
  std::size_t offset(int number) const {
    return number < 1 || number > count()
               ? 0
               : table_.starts[static_cast<std::size_t>(number) - 1];
  }

  // From << to >>, without a stream.
  absl::StatusOr<absl::string_view> Dictionary(int number) const;

  // Its bytes, inflated where the dictionary says so; 1 MiB at most.
  absl::StatusOr<std::string> Stream(int number) const;

  // Counts what a reader of the file keeps of it towards the 32 MiB.
  absl::Status Spend(std::size_t bytes) const;

 private:
  FileObjects(absl::string_view pdf, ObjectTable table)
      : pdf_(pdf), table_(std::move(table)) {}

  // Behind `N 0 obj`.
  absl::StatusOr<absl::string_view> From(int number) const;

  absl::string_view pdf_;
  ObjectTable table_;
  mutable std::size_t spent_ = 0;  // bytes
};

}  // namespace creditproof::report
