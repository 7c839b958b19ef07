// From two tables to the rows that differ, by comparing digests of ever smaller
// parts.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "libs/reconcile/table.h"

namespace creditproof::reconcile {

// Asks the platform. Only `ranges` are set.
using Compare =
    std::function<absl::StatusOr<ingestion::v1::CompareRangesResponse>(
        ingestion::v1::CompareRangesRequest)>;

// At most so many differences are told apart and kept.
inline constexpr std::size_t kMaxDifferences = 10'000;

// What tells two tables apart.
enum class Kind { kMissingOnPlatform, kMissingAtSource, kDifferent };

struct RowDifference {
  Kind kind;
  std::string key;
  const TableRow* row;  // of the source's table; null when it has none
};

struct Comparison {
  std::vector<RowDifference> differences;  // ascending by key
  bool all = true;  // false when there are more, which were not looked for
};

// `table` must outlive the comparison. `by_day` for tables of records, whose
// keys begin with a day: parted by year, then by day, then further.
absl::StatusOr<Comparison> FindDifferences(const Table& table, bool by_day,
                                           const Compare& compare);

}  // namespace creditproof::reconcile
