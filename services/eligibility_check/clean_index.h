// The subjects without records, in memory: what nearly every check asks about.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/eligibility_check/clean_table.h"
#include "services/eligibility_check/many_readers.h"
#include "services/eligibility_check/stored.h"
#include "services/eligibility_check/subject_classes.h"

namespace creditproof::eligibility_check {

// Holds the stored standings of subjects that are registered, have no bar, and
// have neither records nor open holds or mismatches: nothing but their class
// stands in the way of a clean verdict. Under the whole code: with fingerprints
// a collision would be a false clean. Some others are left out (a code without
// the shape of GB 32100, a day of founding before 1900 or after 2078), which
// the store answers for. 25 to 32 bytes a subject.
//
// Thread-safe. A writer makes readers wait for one subject at a time.
class CleanIndex {
 public:
  // `stored` is what the store now holds of `code`, a code of `partition`.
  void Put(absl::string_view code, std::uint32_t partition,
           const StoredStanding& stored);

  // Nullopt when the store has to be asked.
  std::optional<StoredStanding> Find(absl::string_view code) const;

  // One of many codes that were looked for.
  struct Found {
    static constexpr std::uint32_t kNowhere = ~0U;
    std::uint32_t class_id = kNowhere;  // then the store has to be asked
    std::uint64_t changed_position = 0;
  };

  // As Find for each of `codes`, 18 characters a piece, into `found`, which has
  // room for one each.
  void FindAll(absl::string_view codes, absl::Span<Found> found) const;

  // The class that FindAll named.
  SubjectClass ClassOf(std::uint32_t class_id) const;

  // Class ids are below this. Grows.
  std::uint32_t class_count() const { return class_count_; }

  struct Size {
    std::size_t subjects;
    std::size_t bytes;
  };
  Size MeasureSize() const;

 private:
  // Tables grow one at a time, so that memory never doubles.
  static constexpr std::size_t kTables = 1U << CleanTable::kBitsSpent;
  static std::size_t TableOf(const PackedCode& code) {
    return code.high >> (64 - CleanTable::kBitsSpent);
  }

  std::optional<CleanEntry> EntryOf(std::uint32_t partition,
                                    const StoredStanding& stored);

  ManyReaders readers_;
  std::array<CleanTable, kTables> tables_;  // under readers_
  SubjectClasses classes_;                  // likewise
  std::atomic<std::uint32_t> class_count_{0};
};

}  // namespace creditproof::eligibility_check
