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
#include "absl/types/optional.h"

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
    return FileObjects(start, std::move(offsets));
  }

  // Objects are numbered from 1 to this.
  int count() const { return static_cast<int>(offsets_.size()); }

  // Where object `number` starts; 0 for none.
  std::size_t offset(int number) const {
    return number < 1 || number > count()
               ? 0
               : offsets_[static_cast<std::size_t>(number) - 1];
  }

  // From << to >>, without a stream.
  absl::StatusOr<absl::string_view> Dictionary(int number) const;

  // Its bytes, inflated where the dictionary says so; 1 MiB at most.
  absl::StatusOr<std::string> Stream(int number) const;

  // Counts what a reader of the file keeps of it towards the 32 MiB.
  absl::Status Spend(std::size_t bytes) const;

 private:
  FileObjects(absl::string_view pdf, std::vector<std::size_t> offsets)
      : pdf_(pdf), offsets_(std::move(offsets)) {}

  // Behind `N 0 obj`.
  absl::StatusOr<absl::string_view> From(int number) const;

  absl::string_view pdf_;
  std::vector<std::size_t> offsets_;  // of object N at N - 1; 0: not in use
  mutable std::size_t spent_ = 0;     // bytes
};

// The number that stands right behind `key` in a dictionary, such as 7 for
// `/Width ` in `/Width 7`, or for `/Contents ` in `/Contents 7 0 R`.
absl::optional<int> NumberAfter(absl::string_view dictionary,
                                absl::string_view key);

}  // namespace creditproof::report
